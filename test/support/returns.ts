// The rules of a town to which people come back, and what a test asks of its pages.
import type { Place } from '../../src/features/places'
import { newKey, systemRandom } from '../../src/shared/ids'
import { clock, one, type Phone } from './town'

const both = (zh: string) => ({ zh, en: zh })
const item = (id: string, aspect: string) => ({
  id,
  aspect: both(aspect),
  text: both(`${aspect}${id}`),
  department: 'market',
  trades: [],
  source: 'test',
})
const SITE = [item('one_gate', '入口'), item('dorm', '居住'), item('canteen', '食堂')]
const risk = (code: string, level: 'medium' | 'high', name: string) => ({
  code,
  name: both(name),
  level,
  from: '2020-03-01',
  to: null,
  source: 'test',
})
const rule = (level: 'low' | 'medium' | 'high', name: 'now' | 'in_order' | 'deferred') => ({
  level,
  rule: name,
  watchDays: level === 'low' ? 0 : 14,
  text: both(level),
  source: 'test',
})
export const RETURN_RULES = {
  checklists: { shop: SITE, enterprise: SITE, site: SITE },
  riskAreas: [risk('420000', 'high', '湖北省'), risk('330300', 'medium', '温州某镇')],
  returnRules: [rule('low', 'now'), rule('medium', 'in_order'), rule('high', 'deferred')],
}

/** The key of a form, as its page would carry it. */
export const formKey = (): string => newKey(clock.now, systemRandom)

export const pageText = async (phone: Phone, path: string): Promise<string> =>
  (await phone.get(path)).text()

/** How often an act stands in the audit log of a place. */
export const auditedAt = async (act: string, of: Pick<Place, 'id'>): Promise<number> =>
  (
    await one<{ n: number }>(
      'SELECT count(*) AS n FROM audit WHERE act = ? AND subject = ?',
      act,
      `places:${of.id}`,
    )
  )?.n ?? -1
