import { COMMON_PROPERTIES, decoderOf, quantity } from '@leptotrace/clinical';
import { Type } from '@sinclair/typebox';

// In libs/clinical/src/kinds/examination.ts, beside the other kinds of its topic:
export const HeightMeasured = {
  title: 'Height',
  properties: { height: quantity('length') },
};

// What the one description gives: a decoder that refuses what it does not know.
export const decodeHeight = decoderOf(
  Type.Object(
    { kind: Type.Literal('HeightMeasured'), ...COMMON_PROPERTIES, ...HeightMeasured.properties },
    { additionalProperties: false },
  ),
);
