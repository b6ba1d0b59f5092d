import { categoryOf } from '@leptotrace/event-store';
import { readConfig } from '../../../src/config/config';
import { createApp } from '../../../src/server';
import { openStores } from '../../../src/store/open';

// The service, killed with -9 by itself at a moment that nobody could hit from outside:
// `append`: a signal is in the log, and nothing that follows the log has heard of it;
// `read`: the sender of webhooks has read a signal, which nobody else asks for here, and not yet sent it.
const moment = process.argv[2];

const die = (): void => void process.kill(process.pid, 'SIGKILL');

const main = async (): Promise<void> => {
  const config = readConfig(process.env);
  const stores = await openStores(config);
  const { log, readModels } = stores;
  const [append, page] = [log.append.bind(log), readModels.page.bind(readModels)];
  log.append = async (stream, expected, events) => {
    const outcome = await append(stream, expected, events);
    if (moment === 'append' && categoryOf(stream) === 'signals') die();
    return outcome;
  };
  readModels.page = async (key, range) => {
    const found = await page(key, range);
    if (moment === 'read' && key.model === 'signals' && found && found.rows.length > 0) die();
    return found;
  };
  const app = await createApp(config, stores);
  await app.listen(0, config.host);
  process.stdout.write(`listening on ${await app.getUrl()}\n`);
};

void main();
