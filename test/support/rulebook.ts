// A small rulebook for tests; a test states only the rules it is about.
import type { Rulebook } from '../../src/features/rulebook/form'

const both = (zh: string) => ({ zh, en: zh })
const words = Array.from({ length: 20 }, (_, i) => `word${i}`)
const pledge = {
  title: both('承诺书'),
  version: 1,
  from: '2020-03-01',
  clauses: [{ id: 'honest', text: both('属实'), source: 'test' }],
  questions: [],
}
const checklist = [
  {
    id: 'gate',
    aspect: both('门口'),
    text: both('测温'),
    department: 'market',
    trades: [],
    source: 'test',
  },
]
const EVERYWHERE: ('shop' | 'enterprise' | 'site')[] = ['shop', 'enterprise', 'site']

export const testRulebook = (change: Partial<Rulebook> = {}): Rulebook => ({
  version: 1,
  issuer: '峡窝镇疫情防控指挥部',
  title: both('现行防控规定'),
  effectiveFrom: '2020-03-01',
  town: {
    name: { zh: '峡窝镇', en: 'Xiawo' },
    headquarters: both('指挥部'),
    hotline: both('以镇里公布为准'),
  },
  riskLevel: 'medium',
  ended: false,
  fever: {
    limit: 373,
    comparator: '>=',
    remeasureAfterMinutes: 5,
    stopAt: 2,
    outOf: 3,
    plausible: { min: 340, max: 430 },
    whileWaiting: [both('请在门外通风处休息')],
    whenStopped: [both('请戴好口罩')],
    tell: [{ id: 'village', name: both('村（社区）') }],
    source: 'test',
  },
  visits: {
    temperatureBy: 'self',
    partyMax: 10,
    defaultStayMinutes: { shop: 30, enterprise: 540, site: 540 },
    retentionDays: 14,
    replayMinutes: 10,
    burst: { entries: 5, minutes: 10 },
    ceilingPerMinute: 200,
    source: 'test',
  },
  negativeList: [],
  departments: [{ id: 'market', name: both('市场监管') }],
  defaultDepartment: 'market',
  trades: [{ id: 'catering', name: { zh: '餐饮', en: 'Catering' }, department: 'market' }],
  riskAreas: [],
  returnRules: [],
  pledges: { personal: pledge, place: { shop: pledge, enterprise: pledge, site: pledge } },
  duties: { shop: [], enterprise: [], site: [] },
  disinfection: {
    where: [
      { id: 'all', name: { zh: '全店', en: 'whole shop' }, kinds: ['shop'] },
      { id: 'kitchen', name: { zh: '后厨、餐具', en: 'kitchen' }, kinds: ['shop'] },
      { id: 'gate', name: { zh: '出入口', en: 'gate' }, kinds: ['enterprise', 'site'] },
    ],
    agents: [
      { id: 'chlorine', name: { zh: '84 消毒液', en: 'bleach (84)' }, kinds: EVERYWHERE },
      { id: 'alcohol', name: { zh: '75% 酒精', en: 'alcohol 75%' }, kinds: EVERYWHERE },
    ],
    source: 'test',
  },
  supplies: {
    items: [
      { id: 'mask', name: { zh: '医用口罩', en: 'Medical masks' }, unit: both('只'), used: true },
      {
        id: 'chlorine',
        name: { zh: '84 消毒液', en: 'Bleach (84)' },
        unit: both('升'),
        used: true,
      },
      { id: 'alcohol', name: { zh: '75% 酒精', en: 'Alcohol 75%' }, unit: both('瓶'), used: true },
      { id: 'thermometer', name: both('测温枪'), unit: both('把'), used: false },
    ],
    source: 'test',
  },
  retention: { pledgeDays: 14, phoneDays: 180, invitationDays: 14, source: 'test' },
  checklists: { shop: checklist, enterprise: checklist, site: checklist },
  patrols: [],
  papers: [],
  answerWithinWorkingDays: 2,
  openOnPledgeInspectionWithinDays: 7,
  holidays: [],
  doorWords: { zh: words, en: words },
  guide: [],
  forms: [],
  opening: {
    filing: { shop: [], enterprise: [], site: [] },
    outsideFiling: null,
    sendBack: [],
    refusals: [],
    suspensions: [],
    cases: [],
    correctWithinDays: 3,
    appealWithinDays: 7,
    jointDepartments: 2,
    source: 'test',
  },
  notices: { prefix: both('峡防指交'), whys: [], tasks: [], reportWithinDays: 1, source: 'test' },
  teams: { kinds: [], source: 'test' },
  rounds: {
    codeMinutes: 30,
    apartMinutes: 20,
    makeUpMinutes: 30,
    aheadMinutes: 5,
    reportWithinHours: 36,
    spotWorkers: 3,
    spotTolerance: 5,
    shutItems: [
      { id: 'door_shut', text: both('门已关'), source: 'test' },
      { id: 'nobody_inside', text: both('店内无人经营'), source: 'test' },
    ],
    teams: [],
    shiftHours: 12,
    source: 'test',
  },
  orders: {
    prefix: both('峡防整'),
    deadlines: [
      { id: 'today', text: both('今天 17:00 前'), days: 0, time: '17:00' },
      { id: 'tomorrow', text: both('明天 17:00 前'), days: 1, time: '17:00' },
    ],
    source: 'test',
  },
  registerPass: { hours: 2, source: 'test' },
  siteNorm: { everyDays: 7, isolationPerStaff: 100, source: 'test' },
  returning: {
    aheadDays: 30,
    keepDays: 14,
    notice: both('{place}第 {batch} 批：请于 {date} 到岗'),
    source: 'test',
  },
  survey: {
    questions: [
      { id: 'staff', text: both('员工人数'), kind: 'number', source: 'test' },
      { id: 'needs_masks', text: both('缺口罩'), kind: 'tick', source: 'test' },
    ],
    source: 'test',
  },
  policies: [
    {
      id: 'energy',
      kinds: ['enterprise'],
      title: both('用电优惠'),
      text: [both('电费减免')],
      source: 'test',
    },
  ],
  sources: {
    riskLevel: 'test',
    answerWithin: 'test',
    openOnPledge: 'test',
    holidays: 'test',
    trades: 'test',
  },
  english: {},
  ...change,
})
