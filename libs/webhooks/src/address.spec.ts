import { AddressRefused, networksIn, targetOf } from './address';

const ANYWHERE = { networks: [], hosts: [] };

const refusal = (url: string, networks: readonly string[] = [], addresses: readonly string[] = []) =>
  targetOf(url, { networks: networksIn(networks), hosts: [] }, async () => addresses).then(
    () => null,
    (fault: unknown) => (fault instanceof AddressRefused ? fault.message : fault),
  );

describe('where a webhook may be sent', () => {
  it.each([
    ['loopback', 'https://127.0.0.1/'],
    ['loopback by a short form', 'https://127.1/'],
    ['loopback by a number', 'https://2130706433/'],
    ['loopback in octal', 'https://0177.0.0.1/'],
    ['loopback in hexadecimal', 'https://0x7f.0.0.1/'],
    ['loopback of IPv6', 'https://[::1]/'],
    ['unspecified', 'https://0.0.0.0/'],
    ['unspecified of IPv6', 'https://[::]/'],
    ['private 10/8', 'https://10.0.0.5/'],
    ['private 172.16/12', 'https://172.31.255.255/'],
    ['private 192.168/16', 'https://192.168.1.1/'],
    ['carrier-grade NAT', 'https://100.64.0.1/'],
    ['link-local', 'https://169.254.1.1/'],
    ['metadata of clouds', 'https://169.254.169.254/latest/meta-data/'],
    ['metadata of clouds over IPv6', 'https://[fd00:ec2::254]/'],
    ['link-local of IPv6', 'https://[fe80::1]/'],
    ['unique local of IPv6', 'https://[fc00::1]/'],
    ['IPv4-mapped loopback', 'https://[::ffff:127.0.0.1]/'],
    ['IPv4-mapped in hexadecimal', 'https://[::ffff:7f00:1]/'],
    ['IPv4-mapped metadata', 'https://[::ffff:169.254.169.254]/'],
    ['IPv4-compatible loopback', 'https://[::127.0.0.1]/'],
    ['IPv4-compatible metadata', 'https://[::169.254.169.254]/'],
    ['IPv4-translated loopback', 'https://[::ffff:0:127.0.0.1]/'],
    ['metadata of Azure', 'https://168.63.129.16/'],
    ['metadata of Alibaba', 'https://100.100.100.200/'],
    ['metadata of Oracle', 'https://192.0.0.192/'],
    ['site-local of IPv6', 'https://[fec0::1]/'],
    ['IPv6 that nobody was given', 'https://[4000::1]/'],
    ['local NAT64 of loopback', 'https://[64:ff9b:1::7f00:1]/'],
    ['NAT64 of loopback', 'https://[64:ff9b::7f00:1]/'],
    ['6to4 of loopback', 'https://[2002:7f00:1::]/'],
    ['Teredo', 'https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/'],
    ['multicast', 'https://224.0.0.1/'],
    ['broadcast', 'https://255.255.255.255/'],
    ['reserved', 'https://240.0.0.1/'],
    ['documentation', 'https://192.0.2.1/'],
    ['benchmarking', 'https://198.18.0.1/'],
  ])('not %s: %s', async (_name, url) => {
    expect(await refusal(url)).toMatch(/not of the public internet/);
  });

  it.each([
    ['a name that points to loopback', ['127.0.0.1']],
    ['a name that points to metadata', ['169.254.169.254']],
    ['one private address among public ones', ['93.184.215.14', '10.0.0.1']],
    ['a mapped address', ['::ffff:10.0.0.1']],
  ])('not %s', async (_name, addresses) => {
    expect(await refusal('https://r.example/', [], addresses)).toMatch(/not of the public internet/);
  });

  it.each([
    ['no URL', 'r.example/x'],
    ['another scheme', 'ftp://r.example/'],
    ['a file', 'file:///etc/passwd'],
    ['a user in it', 'https://me:secret@r.example/'],
    ['a fragment', 'https://r.example/#x'],
    ['no TLS', 'http://r.example/'],
  ])('not %s', async (_name, url) => {
    expect(await refusal(url, [], ['93.184.215.14'])).toEqual(expect.any(String));
  });

  it('public addresses of both kinds, over https', async () => {
    expect(await refusal('https://r.example/x?y=1', [], ['93.184.215.14', '2606:2800:21f::1'])).toBeNull();
    expect(await refusal('https://8.8.8.8:8443/')).toBeNull();
  });

  it('networks that the operator allows, over http too, and none beside', async () => {
    const networks = ['10.1.0.0/16', 'fd12::/32'];
    expect(await refusal('http://10.1.2.3:8080/', networks)).toBeNull();
    expect(await refusal('http://[fd12::9]/', networks)).toBeNull();
    expect(await refusal('http://[::ffff:10.1.2.3]/', networks)).toBeNull();
    expect(await refusal('http://10.2.0.1/', networks)).toMatch(/not of the public internet/);
    // Part inside, part on the internet: nothing is sent there without TLS.
    expect(await refusal('http://r.example/', networks, ['10.1.2.3', '8.8.8.8'])).toBe('not an https URL');
    expect(await refusal('https://r.example/', networks, ['10.1.2.3', '8.8.8.8'])).toBeNull();
    expect(() => networksIn(['10.1.0.0'])).toThrow('10.1.0.0 is no network');
  });

  it('the address that was checked is the one that is called, whatever the name says next', async () => {
    const answers = [['93.184.215.14'], ['127.0.0.1']];
    const target = await targetOf('https://r.example/', ANYWHERE, async () => answers.shift() ?? []);
    expect(target.address).toBe('93.184.215.14');
    await expect(targetOf('https://r.example/', ANYWHERE, async () => answers.shift() ?? [])).rejects.toThrow(
      AddressRefused,
    );
  });

  it('a name that does not resolve is refused, not an accident', async () => {
    const failing = async (): Promise<readonly string[]> => {
      throw Object.assign(new Error('x'), { code: 'ENOTFOUND' });
    };
    await expect(targetOf('https://r.example/', ANYWHERE, failing)).rejects.toThrow('does not resolve');
    expect(await refusal('https://r.example/', [], [])).toBe('its name does not resolve');
  });
});

describe('a list of hosts', () => {
  const listed = (url: string, ...hosts: readonly string[]): Promise<string> =>
    targetOf(url, { networks: [], hosts }, async () => ['93.184.216.34']).then(
      () => 'allowed',
      (fault: unknown) => (fault as Error).message,
    );

  it.each([
    ['https://r.example/', ['r.example'], 'allowed'],
    ['https://R.Example/', ['r.example'], 'allowed'],
    ['https://a.r.example/', ['*.r.example'], 'allowed'],
    ['https://r.example/', [], 'allowed'],
    ['https://other.example/', ['r.example'], 'its host is not in WEBHOOK_HOSTS'],
    ['https://a.r.example/', ['r.example'], 'its host is not in WEBHOOK_HOSTS'],
    ['https://r.example/', ['*.r.example'], 'its host is not in WEBHOOK_HOSTS'],
    ['https://evilr.example/', ['*.r.example'], 'its host is not in WEBHOOK_HOSTS'],
    ['https://93.184.216.34/', ['r.example'], 'its host is not in WEBHOOK_HOSTS'],
  ])('%s of %j: %s', async (url, hosts, said) => {
    expect(await listed(url, ...hosts)).toBe(said);
  });
});
