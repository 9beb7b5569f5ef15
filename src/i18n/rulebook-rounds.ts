// What the page of patrol rules says of rounds, orders and registers.

export const zh = {
  'rules.rounds.title': '一次巡查怎么算',
  'rules.rounds.code': '巡查码多久换一次',
  'rules.rounds.apart': '相隔不到多久算一次',
  'rules.rounds.make_up': '时段过后多久内补查仍算那一次',
  'rules.rounds.ahead': '手机时间最多快',
  'rules.rounds.within': '没有网络时，最晚多久补报',
  'rules.rounds.spot': '抽测体温',
  'rules.rounds.spot_n': '每次 {n} 人，与台账相差超过 {by}℃ 记为不符',
  'rules.rounds.shift': '驻场一班最长',
  'rules.rounds.minutes': '{n} 分钟',
  'rules.rounds.hours': '{n} 小时',
  'rules.rounds.shut': '应关门的场所查什么',
  'rules.rounds.orders': '整改时限',
  'rules.rounds.pass': '迎检台账',
  'rules.rounds.pass_n': '迎检码 {n} 小时内有效，只能看、不能改',
} as const

export const en: Record<keyof typeof zh, string> = {
  'rules.rounds.title': 'How a round counts',
  'rules.rounds.code': 'The patrol code changes every',
  'rules.rounds.apart': 'Two rounds count once within',
  'rules.rounds.make_up': 'Still counts for the window that ended, within',
  'rules.rounds.ahead': 'A phone may be ahead by',
  'rules.rounds.within': 'Sent without network at the latest after',
  'rules.rounds.spot': 'Workers measured again',
  'rules.rounds.spot_n': '{n} a round; more than {by} °C off the register is marked as off',
  'rules.rounds.shift': 'One shift on a site at most',
  'rules.rounds.minutes': '{n} minutes',
  'rules.rounds.hours': '{n} hours',
  'rules.rounds.shut': 'What is looked at where a place must be shut',
  'rules.rounds.orders': 'Times to put things right',
  'rules.rounds.pass': 'Registers for inspectors',
  'rules.rounds.pass_n': 'The code works for {n} hours, for reading only',
}
