import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ALL_RULES, findRuleset } from '@leptotrace/derivation';
import { cautionOf, CITATIONS, PARAMETERS, specificationPath, type Ruleset } from '@leptotrace/rules';
import { Problem } from '../http/problem';
import { RULESETS, type Rulesets } from './rulesets';

/** What answers are derived with: rulesets, and every rule with its citation and provenance. */
@ApiTags('rules')
@Controller('v1')
export class RulesController {
  constructor(@Inject(RULESETS) private readonly rulesets: Rulesets) {}

  @Get('rulesets')
  @ApiOperation({ summary: 'Installed rulesets' })
  list(): object {
    return {
      preset: this.rulesets.preset,
      rulesets: [...this.rulesets.installed.values()].map(({ id, title, digest }) => ({ id, title, digest })),
    };
  }

  @Get('rulesets/:id')
  @ApiOperation({ summary: 'One ruleset with every parameter' })
  one(@Param('id') id: string): Ruleset & { readonly parameters: typeof PARAMETERS } {
    const found = findRuleset(this.rulesets.installed, id);
    if (!found)
      throw new Problem('unknown-ruleset', `Use one of ${[...this.rulesets.installed.keys()].join(', ')}.`);
    return { ...found, parameters: PARAMETERS };
  }

  @Get('rules')
  @ApiOperation({ summary: 'Every rule: what it says, its citation, how well it is known' })
  rules(): object {
    return {
      rules: Object.entries(ALL_RULES).map(([id, rule]) => ({
        id,
        ...rule,
        specification: specificationPath(rule.section),
        citations: rule.cites.map((cited) => CITATIONS[cited]),
        caution: cautionOf(rule),
      })),
    };
  }
}
