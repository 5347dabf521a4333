import assert from 'node:assert/strict';
import type { CheckResult } from '../check/report';
import { ruleText, withRuleNames } from './rule-names';

describe('the rules that a check names', () => {
  const brief =
    '## Stage 1\n1. **Results pass.** Text\n:::go\n2. **Open.** Go\n:::\n:::typescript\n2. **Shut.** TS\n:::\n';
  const result = (id: string): CheckResult => {
    return { id, title: id, level: 'core', status: 'failed', durationMs: 1, why: '', guide: '' };
  };
  const checks = [{ id: 'a', rules: [2, 1] }];

  it('are those of the brief in the language, as the manifest lists them', () => {
    const report = { checks: [result('a'), result('b')] };
    const [a, b] = withRuleNames(report, checks, brief, 'typescript').checks;
    assert.deepEqual(a?.rules?.map(ruleText), ['Rule 2 · Shut', 'Rule 1 · Results pass']);
    assert.deepEqual(b?.rules, []);
  });

  it('keep their numbers where no brief can be read', () => {
    const [a] = withRuleNames({ checks: [result('a')] }, checks, '', 'go').checks;
    assert.deepEqual(a?.rules?.map(ruleText), ['Rule 2', 'Rule 1']);
  });
});
