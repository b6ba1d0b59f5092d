import { parsePartialDate, type Issue, type OccurredOn } from '@leptotrace/kernel';

/** A range whose ends are swapped is no interval: it is refused where it is recorded and where it is read. */
export const dateOrderIssues = (occurredOn: OccurredOn | undefined): readonly Issue[] => {
  if (occurredOn === undefined || typeof occurredOn === 'string') return [];
  const earliest = parsePartialDate(occurredOn.earliest);
  const latest = parsePartialDate(occurredOn.latest);
  if (!earliest || !latest || earliest.from <= latest.to) return [];
  return [
    {
      path: '/occurredOn',
      message: 'the latest day lies before the earliest',
      mend: 'Swap earliest and latest, or correct one.',
    },
  ];
};
