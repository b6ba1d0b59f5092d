import { useTranslation } from 'react-i18next';
import { Response } from '@web/ui/Response';
import { ValueDoubt } from '../detail/ValueDoubt';
import { Fig } from '../Fig';
import { useSay } from '../say';
import { Cell } from './Cell';
import type {
  BestLine,
  Clock,
  LineOfTherapy,
  OnWhat as Model,
  ReadingLine,
  TherapyLine,
} from './on-what.model';
import { Therapy } from './Therapy';

const Line = ({ line }: { readonly line: LineOfTherapy | null }) => {
  const { t } = useTranslation('replay');
  const { days, range } = useSay();
  if (!line) return <p className="muted">{t('strip.onWhat.noLine')}</p>;
  return (
    <p>
      {t('strip.onWhat.line', { number: line.number })},{' '}
      <Fig of={line.days}>
        {line.mayHaveEnded ? t('daysRange', { range: range(line.days.value) }) : days(line.days.value)}
      </Fig>
      {line.mayHaveEnded && <span className="warn-text"> {t('strip.onWhat.lineMayHaveEnded')}</span>}
      {line.index && <span className="muted"> {t('strip.onWhat.index')}</span>}
    </p>
  );
};

const BestOf = ({ line }: { readonly line: BestLine }) => {
  const { t } = useTranslation('replay');
  const { terms } = useSay();
  const { criterion, confirmed, unconfirmed } = line;
  return (
    <li>
      <abbr title={terms.codeName(criterion)} className="muted">
        {t(`criterionShort.${criterion}`, { defaultValue: criterion })}
      </abbr>{' '}
      <Fig of={unconfirmed}>
        {unconfirmed.value === 'MISSING' ? (
          t('strip.onWhat.noBest')
        ) : (
          <Response value={String(unconfirmed.value)} provisional={confirmed.value !== unconfirmed.value} />
        )}
      </Fig>
    </li>
  );
};

const Best = ({ best }: { readonly best: readonly BestLine[] }) => {
  const { t } = useTranslation('replay');
  const { terms } = useSay();
  const compartments = [...new Set(best.map(({ compartment }) => compartment))].sort();
  return (
    <ul className="strip-best">
      {compartments.map((compartment) => (
        <li key={compartment}>
          <span className="muted">{t('strip.onWhat.best', { where: terms.codeName(compartment) })}</span>{' '}
          <ul>
            {best
              .filter((each) => each.compartment === compartment)
              .map((line) => (
                <BestOf key={line.criterion} line={line} />
              ))}
          </ul>
        </li>
      ))}
    </ul>
  );
};

const clockMark = (cnsr: unknown): 'none' | 'event' | 'censored' =>
  cnsr === null ? 'none' : cnsr === 0 ? 'event' : 'censored';

const ReadingOf = ({ line }: { readonly line: ReadingLine }) => {
  const { t } = useTranslation('replay');
  const { terms, days } = useSay();
  return (
    <li className="muted">
      <Fig of={line.reading}>{terms.codeName(String(line.reading.value))}</Fig>:{' '}
      <Fig of={line.aval}>{days(line.aval.value)}</Fig>{' '}
      {line.cnsr.value !== null && <Fig of={line.cnsr}>{t(`clock.${clockMark(line.cnsr.value)}`)}</Fig>}
    </li>
  );
};

/** What the clock is worth: said in words, with the value under each reading of the evidence. */
const ClockDoubt = ({ clock }: { readonly clock: Clock }) => {
  const { terms } = useSay();
  const { determinacy, checks, readings } = clock;
  if (determinacy.value === 'imputed') return null;
  if (determinacy.value === 'undetermined' && checks.length + readings.length === 0)
    return (
      <Fig of={determinacy} className="warn-text">
        <span aria-hidden="true">?</span>
        <span className="visually-hidden">{terms.codeName('undetermined')}</span>
      </Fig>
    );
  return (
    <ValueDoubt determinacy={determinacy} checks={checks}>
      {readings.length > 0 && (
        <ul className="strip-readings" aria-label={terms.codeNameIn('doubt', 'either')}>
          {readings.map((line) => (
            <ReadingOf key={line.reading.path} line={line} />
          ))}
        </ul>
      )}
    </ValueDoubt>
  );
};

const ClockOf = ({ clock }: { readonly clock: Clock }) => {
  const { t } = useTranslation('replay');
  const { terms, days, range } = useSay();
  const between = range(clock.range.value);
  return (
    <li>
      <abbr title={terms.codeName(clock.paramcd)} className="strip-name">
        {t(`clockShort.${clock.paramcd}`)}
      </abbr>
      <Fig of={clock.aval}>{days(clock.aval.value)}</Fig>
      {between !== '' && (
        <Fig of={clock.range} className="num muted">
          ({between})
        </Fig>
      )}
      {clock.cnsr.value !== null && (
        <Fig of={clock.cnsr} className={`clock-${clockMark(clock.cnsr.value)}`}>
          {t(`clock.${clockMark(clock.cnsr.value)}`)}
        </Fig>
      )}
      <ClockDoubt clock={clock} />
    </li>
  );
};

const Used = ({ model }: { readonly model: Model }) => {
  const { t } = useTranslation('replay');
  const { terms } = useSay();
  const { used, radiotherapy } = model;
  if (used.length + radiotherapy.length === 0)
    return <p className="muted">{t('strip.onWhat.nothingUsed')}</p>;
  return (
    <p>
      <span className="muted">{t('strip.onWhat.used')}</span>{' '}
      {used.map(({ agent, name }) => terms.agentName(agent, name)).join(', ')}
      {radiotherapy.map(({ technique, times }, place) => (
        <span key={technique.path}>
          {used.length + place > 0 && ', '}
          <Fig of={technique}>
            {technique.value === 'not-stated'
              ? terms.kindName('RadiotherapyDelivered')
              : terms.codeName(String(technique.value))}
          </Fig>
          {times > 1 && ` ×${times}`}
        </span>
      ))}
    </p>
  );
};

const NeverStopped = ({ lines }: { readonly lines: readonly TherapyLine[] }) => {
  const { t } = useTranslation('replay');
  const { terms, date } = useSay();
  if (lines.length === 0) return null;
  return (
    <p>
      <span className="muted">{t('strip.onWhat.neverStopped')}</span>{' '}
      {lines.map(({ startId, agent, name, since }, place) => (
        <span key={startId}>
          {place > 0 && ', '}
          <Fig of={name}>{terms.agentName(agent, String(name.value))}</Fig>{' '}
          <Fig of={since} className="num muted">
            {date(since.value)}
          </Fig>
        </span>
      ))}
    </p>
  );
};

/** Neither running nor ended: it stands apart from both. */
const MayHaveEnded = ({ lines }: { readonly lines: readonly TherapyLine[] }) => {
  const { t } = useTranslation('replay');
  const { terms, date } = useSay();
  if (lines.length === 0) return null;
  return (
    <p>
      <span className="warn-text">{t('strip.onWhat.mayHaveEnded')}</span>{' '}
      {lines.map(({ startId, agent, name, shown }, place) => (
        <span key={startId}>
          {place > 0 && ', '}
          <Fig of={name}>{terms.agentName(agent, String(name.value))}</Fig>
          {shown !== null && (
            <Fig of={shown} className="num muted">
              {', '}
              {t('strip.lastShown', { date: date(shown.value) })}
            </Fig>
          )}
        </span>
      ))}
    </p>
  );
};

export const OnWhat = ({ model }: { readonly model: Model }) => {
  const { t } = useTranslation('replay');
  return (
    <Cell name="onWhat">
      {model.running.length + model.perhaps.length + model.neverStopped.length === 0 ? (
        <p>{t('strip.onWhat.nothing')}</p>
      ) : (
        <ul>
          {model.running.map((line) => (
            <Therapy key={line.startId} line={line} />
          ))}
          {model.perhaps.map((line) => (
            <Therapy key={line.startId} line={line} perhaps />
          ))}
        </ul>
      )}
      <NeverStopped lines={model.neverStopped} />
      <MayHaveEnded lines={model.mayHaveEnded} />
      <Line line={model.line} />
      <Best best={model.best} />
      <ul className="strip-clocks">
        {model.clocks.map((clock) => (
          <ClockOf key={clock.paramcd} clock={clock} />
        ))}
      </ul>
      {model.missing > 0 && (
        <p className="warn-text">{t('strip.onWhat.undetermined', { count: model.missing })}</p>
      )}
      <Used model={model} />
    </Cell>
  );
};
