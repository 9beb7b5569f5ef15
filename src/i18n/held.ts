// Words of the worker's own page of everything held.

export const zh = {
  'held.title': '我的信息',
  'held.all': '查看、更正系统里我的全部信息',
  'held.lead':
    '只有您自己的手机能打开这一页。您单位的负责人、所在村（社区）和镇里的工作人员，办事时能看到其中需要的部分，每次查看都有记录。',
  'held.person': '姓名、电话、住址',
  'held.sign_first': '要更正，请先重新签一份承诺书。',
  'held.answers': '承诺书和最近 14 天的回答',
  'held.answers_text':
    '您去过哪里、接触过谁，都在承诺书里。填错了点上面“更正信息”；到期自动删除。撤销后不能上岗，副本一并删除。',
  'held.answers_gone': '健康回答已按期删除，只留下签过承诺书这件事。',
  'held.places': '工作单位',
  'held.since': '{date}起',
  'held.left': '{date}离职',
  'held.shown': '公示表上写您的姓',
  'held.not_shown': '公示表上不写您，只计人数',
  'held.hide': '不再写',
  'held.show': '同意写',
  'held.places_note': '离职、换单位，在“我的承诺书”里办。单位写错了，请负责人改。',
  'held.temperatures': '上班时的体温',
  'held.no_temperatures': '这几天没有记录',
  'held.am': '早',
  'held.pm': '晚',
  'held.marked': '已测，正常',
  'held.told': '已报告{names}，{time}',
  'held.earlier': '更早的',
  'held.temperatures_note': '{n} 天后删除。记错了，请负责人或值守人员更正，原来的不会悄悄改掉。',
  'held.consent_given': '好，公示表上会写您的姓',
  'held.consent_ended': '好，公示表上不再写您',
} as const

export const en: Record<keyof typeof zh, string> = {
  'held.title': 'My data',
  'held.all': 'See and correct all that is held about me',
  'held.lead':
    'Only your own phone opens this page. Your keeper, your village and the town’s staff see what they need of it for their work; every look is recorded.',
  'held.person': 'Name, phone, address',
  'held.sign_first': 'To correct it, please sign a pledge again first.',
  'held.answers': 'Pledge and answers about the last 14 days',
  'held.answers_text':
    'Where you were and whom you met is in the pledge. To correct it, press “Correct” above; it is erased on time by itself. Once withdrawn you may not work, and copies are erased too.',
  'held.answers_gone': 'The health answers were erased on time; only that you signed remains.',
  'held.places': 'Workplaces',
  'held.since': 'since {date}',
  'held.left': 'left {date}',
  'held.shown': 'The board shows your surname',
  'held.not_shown': 'The board only counts you',
  'held.hide': 'Do not show me',
  'held.show': 'Show me',
  'held.places_note':
    'Leaving and moving is on “My pledges”. If a workplace is wrong, ask its keeper to correct it.',
  'held.temperatures': 'Temperatures at work',
  'held.no_temperatures': 'Nothing recorded on these days',
  'held.am': 'morning',
  'held.pm': 'evening',
  'held.marked': 'measured, normal',
  'held.told': 'told {names}, {time}',
  'held.earlier': 'Earlier',
  'held.temperatures_note':
    'Erased after {n} days. If one is wrong, the keeper or whoever measured corrects it; the old one does not vanish unseen.',
  'held.consent_given': 'The board will show your surname',
  'held.consent_ended': 'The board shows you no longer',
}
