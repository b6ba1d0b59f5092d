import { Type } from '@sinclair/typebox';

/** Instead of the signal, where a receiver shall fetch it under its own rights. */
export const referenceSchema = Type.Object(
  {
    patientId: Type.String(),
    /** Place among the signals of the patient, dense from 0. */
    revision: Type.Integer({ minimum: 0 }),
    /** Revision of the patient that it was derived from. */
    asOf: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
);
