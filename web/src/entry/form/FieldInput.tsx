import type { InputProps } from './Frame';
import { ListInput, ObjectInput, RecordInput, ReferenceInput } from './groups';
import { DateInput, OccurredInput, QuantityInput } from './measures';
import { BooleanInput, CodeInput, CodesInput, LinesInput, NumberInput, TextInput } from './simple';

/** The input of any field. */
export const FieldInput = ({ field, ...props }: InputProps) => {
  switch (field.type) {
    case 'text':
      return <TextInput field={field} {...props} />;
    case 'lines':
      return <LinesInput field={field} {...props} />;
    case 'number':
      return <NumberInput field={field} {...props} />;
    case 'boolean':
      return <BooleanInput field={field} {...props} />;
    case 'code':
      return <CodeInput field={field} {...props} />;
    case 'codes':
      return <CodesInput field={field} {...props} />;
    case 'quantity':
      return <QuantityInput field={field} {...props} />;
    case 'date':
      return <DateInput field={field} {...props} />;
    case 'occurred':
      return <OccurredInput field={field} {...props} />;
    case 'reference':
      return <ReferenceInput field={field} {...props} />;
    case 'object':
      return <ObjectInput field={field} {...props} />;
    case 'list':
      return <ListInput field={field} {...props} />;
    case 'record':
      return <RecordInput field={field} {...props} />;
  }
};
