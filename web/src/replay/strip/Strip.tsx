import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplayAnswer } from '@web/api/types';
import './strip.css';
import { Cautions } from './Cautions';
import { Driver } from './Driver';
import { driverOf } from './driver.model';
import { OnWhat } from './OnWhat';
import { onWhatOf } from './on-what.model';
import { PatientNow } from './PatientNow';
import { patientOf } from './patient.model';
import { Trust } from './Trust';
import { trustOf } from './trust.model';
import { Where } from './Where';
import { whereOf } from './where.model';

/** The five questions of a board, answered before anybody clicks, scrolls or hovers. */
export const Strip = memo(({ answer }: { readonly answer: ReplayAnswer }) => {
  const { t } = useTranslation('replay');
  const model = useMemo(
    () => ({
      where: whereOf(answer),
      onWhat: onWhatOf(answer),
      driver: driverOf(answer),
      trust: trustOf(answer),
      patient: patientOf(answer),
    }),
    [answer],
  );
  return (
    <section className="strip" aria-label={t('strip.title')}>
      <div className="strip-cells">
        <Where model={model.where} />
        <OnWhat model={model.onWhat} />
        <Driver model={model.driver} />
        <Trust model={model.trust} />
        <PatientNow model={model.patient} />
      </div>
      <Cautions trust={model.trust} checks={answer.timeline.checks} />
    </section>
  );
});
Strip.displayName = 'Strip';
