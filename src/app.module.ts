import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { Clock } from '@leptotrace/kernel';
import { RecordDecisionHandler } from './boards/decision.command';
import { DecisionController } from './boards/decision.controller';
import { ListDecisionsHandler, ReplayDecisionHandler } from './boards/decision.queries';
import { BundleController } from './bundles/bundle.controller';
import { BundleSignatureController } from './bundles/bundle-signature.controller';
import { GetBundleHandler } from './bundles/bundle.query';
import { CohortsController } from './cohorts/cohorts.controller';
import type { Config } from './config/config';
import { CourseSheetController } from './course-sheet/course-sheet.controller';
import { GetCourseSheetHandler } from './course-sheet/course-sheet.query';
import { DerivationController } from './derivations/derivation.controller';
import {
  CompareRulesetsHandler,
  GetDerivationHandler,
  GetEndpointsHandler,
  GetResistanceHandler,
  GetStatusHandler,
} from './derivations/derivation.queries';
import { Derivations } from './derivations/derivations';
import { RulesController } from './derivations/rules.controller';
import { loadRulesets, RULESETS } from './derivations/rulesets';
import { DtoPipe } from './http/dto.pipe';
import { ProblemFilter } from './http/problem.filter';
import { Importer } from './imports/importer';
import { ImportsController } from './imports/imports.controller';
import { ChainRoots } from './operations/chain-roots';
import { HealthController } from './operations/health.controller';
import { MetricsController } from './operations/metrics.controller';
import { ReadinessCheck } from './operations/readiness';
import { ROOT_SIGNER, rootSignerIn } from './operations/root-key';
import { CorrectFactHandler } from './patients/correct-fact/correct-fact.command';
import { CorrectFactController } from './patients/correct-fact/correct-fact.controller';
import { ListPatientsController } from './patients/list-patients/list-patients.controller';
import { MoveFactHandler } from './patients/move-fact/move-fact.command';
import { MoveFactController } from './patients/move-fact/move-fact.controller';
import { RecordFactsHandler } from './patients/record-facts/record-facts.command';
import { RecordFactsController } from './patients/record-facts/record-facts.controller';
import { RegisterPatientHandler } from './patients/register-patient/register-patient.command';
import { RegisterPatientController } from './patients/register-patient/register-patient.controller';
import { PatientStreams } from './patients/patient-streams';
import { QualityController } from './quality/quality.controller';
import { QualityReport } from './quality/quality.report';
import { FOLLOWING, Projections } from './read-models/projections';
import { Quarantine } from './read-models/quarantine';
import { CrossPatientRows } from './read-models/rows';
import { CourseFeed } from './replay/course-feed';
import { ReplayController } from './replay/replay.controller';
import { GetPatientLogHandler, GetReplayChangeHandler, GetReplayHandler } from './replay/replay.queries';
import { Replays } from './replay/replays';
import { TimelineLiveController } from './replay/timeline-live.controller';
import { SchemasController } from './schemas/schemas.controller';
import { followingOf } from './signals/following';
import { LiveController } from './signals/live.controller';
import { SignalsToRedis } from './signals/redis-stream';
import { SignalFeed } from './signals/signal-feed';
import { SignalsController } from './signals/signals.controller';
import type { Stores } from './store/open';
import { StoreModule } from './store/store.module';
import { EVENT_STORE } from './store/tokens';
import { TimelineController } from './timelines/timeline.controller';
import {
  CompareTimelinesHandler,
  GetFactHistoryHandler,
  GetTimelineHandler,
} from './timelines/timeline.queries';
import { ValueHistoryController } from './value-history/value-history.controller';
import { GetValueHistoryHandler } from './value-history/value-history.query';
import { WEBHOOK_PROVIDERS } from './webhooks/providers';
import { WebhooksController } from './webhooks/webhooks.controller';
import { WhatIfController } from './what-if/what-if.controller';
import { TrySuppositionsHandler } from './what-if/what-if.query';

/** The composition root: which parts there are, nothing else. */
@Module({})
export class AppModule {
  static with(config: Config, stores: Stores, clock: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [CqrsModule.forRoot(), StoreModule.with(config, stores, clock)],
      controllers: [
        RegisterPatientController,
        ListPatientsController,
        RecordFactsController,
        CorrectFactController,
        MoveFactController,
        TimelineController,
        DerivationController,
        WhatIfController,
        ValueHistoryController,
        BundleController,
        BundleSignatureController,
        RulesController,
        SchemasController,
        DecisionController,
        CourseSheetController,
        ReplayController,
        TimelineLiveController,
        ImportsController,
        CohortsController,
        QualityController,
        SignalsController,
        LiveController,
        WebhooksController,
        HealthController,
        MetricsController,
      ],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: DtoPipe },
        { provide: RULESETS, useFactory: () => loadRulesets(config) },
        Derivations,
        {
          provide: ROOT_SIGNER,
          useFactory: () => (config.rootKeyFile === null ? null : rootSignerIn(config.rootKeyFile)),
        },
        {
          provide: FOLLOWING,
          useFactory: followingOf,
          inject: [EVENT_STORE, PatientStreams, Derivations],
        },
        Projections,
        Quarantine,
        CrossPatientRows,
        QualityReport,
        SignalFeed,
        CourseFeed,
        SignalsToRedis,
        ...WEBHOOK_PROVIDERS,
        ReadinessCheck,
        Importer,
        ChainRoots,
        RegisterPatientHandler,
        RecordFactsHandler,
        CorrectFactHandler,
        MoveFactHandler,
        RecordDecisionHandler,
        GetTimelineHandler,
        CompareTimelinesHandler,
        GetFactHistoryHandler,
        GetStatusHandler,
        GetResistanceHandler,
        GetEndpointsHandler,
        GetDerivationHandler,
        CompareRulesetsHandler,
        TrySuppositionsHandler,
        GetValueHistoryHandler,
        GetBundleHandler,
        ListDecisionsHandler,
        ReplayDecisionHandler,
        GetCourseSheetHandler,
        Replays,
        GetReplayChangeHandler,
        GetReplayHandler,
        GetPatientLogHandler,
      ],
    };
  }
}
