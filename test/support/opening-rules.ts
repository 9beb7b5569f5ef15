// Rules of an opening for tests; a test states only what matters.
import type { Rulebook } from '../../src/features/rulebook/form'

const both = (zh: string) => ({ zh, en: zh })
const count = (id: string, text: string) => ({
  id,
  text: both(text),
  kind: 'count' as const,
  required: true,
  source: 'test',
})
const item = (id: string, text: string, trades: string[] = []) => ({
  id,
  aspect: both('防控'),
  text: both(text),
  department: 'market',
  trades,
  source: 'test',
})
const shopList = [item('gate', '门口测温'), item('tables', '桌距一米', ['catering'])]
const paper = (id: string, name: string) => ({
  id,
  name: both(name),
  kinds: ['shop' as const, 'enterprise' as const],
  source: 'test',
})

const pledge = (title: string) => ({
  title: both(title),
  version: 1,
  from: '2020-03-01',
  clauses: [{ id: 'honest', text: both('属实'), source: 'test' }],
  questions: [],
})
const placePledge = {
  ...pledge('经营门店疫情防控承诺书'),
  questions: [
    {
      id: 'heads',
      text: both('员工几人'),
      kind: 'text' as const,
      options: [],
      risk: false,
      source: 'test',
    },
  ],
}

/** Rules of an opening: a filing, one paper, two items, a negative list, reasons. */
export const OPENING: Partial<Rulebook> = {
  departments: [
    { id: 'market', name: both('市场监管') },
    { id: 'police', name: both('公安') },
  ],
  trades: [
    { id: 'catering', name: { zh: '餐饮', en: 'Catering' }, department: 'market' },
    { id: 'ktv', name: both('歌舞厅'), department: 'police' },
    { id: 'steel', name: both('钢铁'), department: 'market' },
  ],
  negativeList: [
    {
      id: 'ktv',
      category: both('歌舞厅、KTV'),
      trades: ['ktv'],
      reason: both('密闭空间，人员聚集'),
      from: '2020-01-26',
      to: '2020-04-08',
      source: '区指挥部第 9 号',
    },
  ],
  pledges: {
    personal: pledge('个人健康承诺书'),
    place: { shop: placePledge, enterprise: placePledge, site: placePledge },
  },
  papers: [
    { id: 'form', name: both('申请表'), kinds: ['shop', 'enterprise'], source: 'test' },
    paper('staff_list', '从业人员名册'),
  ],
  checklists: { shop: shopList, enterprise: shopList, site: shopList },
  opening: {
    filing: {
      shop: [
        count('staff', '从业人员人数'),
        count('outside', '其中外地返回人数'),
        { id: 'open_on', text: both('希望哪天开业'), kind: 'day', required: true, source: 'test' },
        {
          id: 'lives_in',
          text: both('店里住人吗'),
          kind: 'yes_no',
          required: true,
          source: 'test',
        },
        { id: 'needs', text: both('需要什么帮助'), kind: 'text', required: false, source: 'test' },
      ],
      enterprise: [
        count('staff', '职工总人数'),
        count('local', '其中本地职工'),
        count('province', '其中省内职工'),
        count('outside', '其中省外职工'),
      ],
      site: [],
    },
    outsideFiling: { name: both('钉钉备案'), source: 'test' },
    sendBack: [{ id: 'paper_unclear', text: both('照片看不清'), source: 'test' }],
    refusals: [{ id: 'no_licence', text: both('没有营业执照'), source: 'test' }],
    suspensions: [],
    cases: [],
    correctWithinDays: 3,
    appealWithinDays: 7,
    jointDepartments: 2,
    source: 'test',
  },
}
