import { Injectable, type PipeTransform } from '@nestjs/common';
import { decoderOf, patientIdSchema } from '@leptotrace/clinical';
import { invalidAt } from '../http/problem';

const decode = decoderOf<string>(patientIdSchema());

/** A patient's id becomes part of a stream's name, so its form is checked before anything else. */
@Injectable()
export class PatientIdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    const decoded = decode(value);
    if (decoded.ok) return decoded.value;
    throw invalidAt('/patientId', 'not a patient id', decoded.issues[0]?.mend ?? 'Check the id.');
  }
}
