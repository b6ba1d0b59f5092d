import type { SignalEnvelope } from './envelope';
import type { SignalReceiver } from './receiver';
import { NotVerified, verify, type Headers, type ReceiverKeys } from './verify';

/**
 * Answers a POST of a webhook with the status to send back: 204 taken, 401 not verified, 500 try again.
 * @param body The bytes as they came.
 */
export const webhookHandler =
  (receiver: SignalReceiver, keys: ReceiverKeys) =>
  async (headers: Headers, body: string): Promise<204 | 401 | 500> => {
    try {
      verify(headers, body, keys);
      await receiver.receive(JSON.parse(body) as SignalEnvelope);
      return 204;
    } catch (fault) {
      return fault instanceof NotVerified ? 401 : 500;
    }
  };
