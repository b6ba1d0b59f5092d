import { useTranslation } from 'react-i18next';
import { ValueDoubt } from '../detail/ValueDoubt';
import { Fig } from '../Fig';
import type { Figure } from '../figures';
import { useSay } from '../say';
import { Cell } from './Cell';
import {
  type AlterationLine,
  type Driver as Model,
  type StandingCell,
  type UncountedLine,
} from './driver.model';

const TREND = { RISING: '↑', FALLING: '↓', STABLE: '→' } as const;

const Trend = ({ of }: { readonly of: Figure }) => {
  const { terms } = useSay();
  const trend = of.value as keyof typeof TREND;
  return (
    <Fig of={of}>
      <span aria-hidden="true"> {TREND[trend]}</span>
      <span className="visually-hidden"> {terms.codeName(trend)}</span>
    </Fig>
  );
};

/** A share of reads; nothing at all where the answer has no number. */
const Percent = ({ of, says }: { readonly of: Figure | null; readonly says?: 'lod' }) => {
  const { t } = useTranslation('replay');
  const { percent } = useSay();
  if (typeof of?.value !== 'number') return null;
  const value = percent(of.value);
  return <Fig of={of}> {says === 'lod' ? t('strip.driver.lod', { value }) : value}</Fig>;
};

interface UncountedProps {
  readonly where: StandingCell['where'];
  readonly of: UncountedLine;
}

/** Negatives that leave the state as it is, and why each does not count. */
const Uncounted = ({ where, of: { reports, reasons, isLater } }: UncountedProps) => {
  const { t } = useTranslation('replay');
  const { terms } = useSay();
  const why = reasons.map(({ flag, says }) => terms.flagSays(flag, says)).join(', ');
  return (
    <p className="muted">
      <Fig of={reports}>
        {t(isLater ? 'strip.driver.uncountedLater' : 'strip.driver.uncounted', {
          where: terms.codeName(where),
          count: Number(reports.value),
          why,
        })}
      </Fig>
    </p>
  );
};

const Standing = ({ cell }: { readonly cell: StandingCell }) => {
  const { t } = useTranslation('replay');
  const { terms, dates } = useSay();
  const { state, sinceDates } = cell;
  return (
    <td data-state={String(state.value)}>
      <Fig of={state} className="call">
        {t(`call.${String(state.value)}`, { defaultValue: terms.codeName(String(state.value)) })}
      </Fig>
      <Percent of={cell.vafPct} />
      {cell.trend && <Trend of={cell.trend} />}
      {state.value === 'NOT_DETECTED' && <Percent of={cell.lodVafPct} says="lod" />}
      {sinceDates.value !== null && sinceDates.value !== undefined && (
        <Fig of={sinceDates} className="num muted">
          {' '}
          {dates(sinceDates.value)}
        </Fig>
      )}
    </td>
  );
};

const TOLD = new Set(['CONFIRMED_CLEARED', 'CLEARED_PROVISIONAL', 'REAPPEARED']);

const Tags = ({ line }: { readonly line: AlterationLine }) => {
  const { t } = useTranslation('replay');
  const { terms } = useSay();
  const { clearance } = line;
  return (
    <>
      {line.newOn.length > 0 && (
        <span className="tag new">
          {t('strip.driver.newOn')}{' '}
          {line.newOn.map((drug, place) => (
            <Fig key={drug.path} of={drug}>
              {place > 0 && ', '}
              {terms.agentName(String(drug.value))}
            </Fig>
          ))}
        </span>
      )}
      {clearance && TOLD.has(String(clearance.value)) && (
        <Fig of={clearance} className="tag">
          {terms.codeName(String(clearance.value))}
        </Fig>
      )}
    </>
  );
};

interface AlterationProps {
  readonly line: AlterationLine;
  readonly columns: Model['columns'];
}

/**
 * Its name above its cells, and what does not count under them: names and reasons are long, and the cells
 * hold a state, a share and a day.
 */
const Alteration = ({ line, columns }: AlterationProps) => {
  const { terms } = useSay();
  const cells = line.cells.filter(({ where }) => columns.includes(where));
  const uncounted = cells.flatMap(({ where, uncounted: lines }) => lines.map((of) => ({ where, of })));
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={columns.length}>
          <Fig of={line.alteration}>{terms.alterationName(line.gene, String(line.alteration.value))}</Fig>
          <Tags line={line} />
        </th>
      </tr>
      <tr>
        {cells.map((cell) => (
          <Standing key={cell.where} cell={cell} />
        ))}
      </tr>
      {uncounted.length > 0 && (
        <tr>
          <td colSpan={columns.length}>
            {uncounted.map(({ where, of }) => (
              <Uncounted key={of.reports.path} where={where} of={of} />
            ))}
          </td>
        </tr>
      )}
    </tbody>
  );
};

const SHOWN = 4;

const Alterations = ({ model }: { readonly model: Model }) => {
  const { alterations: lines, columns } = model;
  const { t } = useTranslation('replay');
  const { terms } = useSay();
  return (
    <>
      <table className="strip-calls">
        <thead>
          <tr>
            {columns.map((where) => (
              <th key={where} scope="col">
                {terms.codeName(where)}
              </th>
            ))}
          </tr>
        </thead>
        {lines.slice(0, SHOWN).map((line) => (
          <Alteration key={line.key} line={line} columns={columns} />
        ))}
      </table>
      {!columns.includes('tissue') && (
        <p className="muted">
          {terms.codeName('tissue')}: {t('call.NOT_TESTED')}
        </p>
      )}
      {lines.length > SHOWN && (
        <p className="muted">{t('strip.driver.more', { count: lines.length - SHOWN })}</p>
      )}
    </>
  );
};

export const Driver = ({ model }: { readonly model: Model }) => {
  const { t } = useTranslation('replay');
  const { terms, date } = useSay();
  return (
    <Cell name="driver">
      <ValueDoubt determinacy={model.determinacy} checks={model.checks} />
      {model.alterations.length > 0 ? (
        <Alterations model={model} />
      ) : (
        <p>{model.statements.length === 0 ? t('strip.driver.notTested') : t('strip.driver.noAlteration')}</p>
      )}
      {model.signals.map(({ signal, drug, date: found }) => (
        <p key={signal.path} className="warn-text">
          <Fig of={signal}>{terms.codeName(String(signal.value))}</Fig>{' '}
          <Fig of={drug}>{terms.agentName(String(drug.value))}</Fig> <Fig of={found}>{date(found.value)}</Fig>
        </p>
      ))}
      {model.statements.map(({ gene, printed, date: found }) => (
        <p key={printed.path}>
          {gene} <Fig of={printed}>{String(printed.value)}</Fig>{' '}
          <Fig of={found} className="num muted">
            {date(found.value)}
          </Fig>
        </p>
      ))}
    </Cell>
  );
};
