// The rules behind pledges in tests: risk areas, return rules, a short text with three questions.
import type { Rulebook } from '../../src/features/rulebook/form'

const both = (zh: string) => ({ zh, en: zh })
const question = (id: string, kind: 'yes_no' | 'stays' | 'text' | 'choice', risk: boolean) => ({
  id,
  text: both(`问题 ${id}`),
  kind,
  options: kind === 'choice' ? [{ id: 'sms', text: both('运营商短信') }] : [],
  risk,
  source: 'test',
})
const area = (code: string, level: 'medium' | 'high', to: string | null = null) => ({
  code,
  name: both(`地区 ${code}`),
  level,
  from: '2020-01-23',
  to,
  source: 'test',
})
const rule = (level: 'low' | 'medium' | 'high', watchDays: number) => ({
  level,
  rule: 'in_order' as const,
  watchDays,
  text: both(`规则 ${level}`),
  source: 'test',
})
const text = (version: number, questions: ReturnType<typeof question>[]) => ({
  title: both('个人健康承诺书'),
  version,
  from: '2020-03-01',
  clauses: [{ id: 'true', text: both('内容真实'), source: 'test' }],
  questions,
})

/** Risk areas, return rules and pledge texts; `version` of the personal text. */
export function pledgeQuestions(version = 1): Partial<Rulebook> {
  const place = text(1, [question('staff_count', 'text', false)])
  return {
    riskAreas: [
      area('420000', 'high'),
      area('330300', 'medium'),
      area('411500', 'high', '2020-02-10'),
    ],
    returnRules: [rule('low', 0), rule('medium', 7), rule('high', 14)],
    pledges: {
      personal: text(version, [
        question('area', 'stays', true),
        question('contact', 'yes_no', true),
        question('proof', 'choice', false),
      ]),
      place: { shop: place, enterprise: place, site: place },
    },
  }
}
