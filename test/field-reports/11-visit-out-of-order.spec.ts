import request from 'supertest';
import { startApp, type TestApp } from '../support/app';
import { describeWithShared, sharedText } from '../support/field-reports';

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.close());

interface Endpoint {
  readonly paramcd: string;
  readonly determinacy: string;
  readonly checks: readonly { readonly code: string }[];
}

describeWithShared('field-reports', 'the third visit is dated before the first (11)', () => {
  const file = sharedText('field-reports/11-visit-out-of-order/study.csv');
  const send = (query: string, text: string) =>
    request(server.url).post(`/v1/imports${query}`).set('content-type', 'text/csv').send(text);
  const endpointsOf = async (patientId: string): Promise<readonly Endpoint[]> => {
    const { body } = await request(server.url)
      .get(`/v1/patients/${patientId}/endpoints?on=2024-12-31`)
      .expect(200);
    return (body as { endpoints: readonly Endpoint[] }).endpoints;
  };

  it('is named in the dry run and on every endpoint that the scan could enter', async () => {
    const { body } = await send('?dryRun=true', file);
    expect(JSON.stringify(body)).toContain('visit WEEK 16 lies before visit');
    await send('', file).expect(200);
    const { patientId } = (body as { patients: readonly { patientId: string }[] }).patients[0] ?? {
      patientId: '',
    };
    const touched = (await endpointsOf(patientId)).filter(
      ({ paramcd }) => paramcd === 'NCNSPFS' || paramcd === 'PFS',
    );
    expect(touched).toHaveLength(2);
    for (const { determinacy, checks } of touched) {
      expect(determinacy).toBe('contradicted');
      expect(checks.map(({ code }) => code)).toContain('visit-out-of-order');
    }
  });

  it.each([
    ['month', '2023-05-02', '2024-02-02'],
    ['year put right', '2023-05-02', '2024-05-02'],
  ])('variant: %s', async (name, from, to) => {
    const own = `FR-11-${name.length}`;
    const { body } = await send('', file.replaceAll('FR-11', own).replaceAll(from, to));
    const { patientId } = (body as { patients: readonly { patientId: string }[] }).patients[0] ?? {
      patientId: '',
    };
    const found = (await endpointsOf(patientId)).find(({ paramcd }) => paramcd === 'NCNSPFS');
    expect(found?.checks.some(({ code }) => code === 'visit-out-of-order')).toBe(name === 'month');
  });
});
