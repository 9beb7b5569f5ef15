// Words of staged return: batches, who may come, what the office answers.

export const zh = {
  'returns.key': '页面已过期，请刷新后再填',
  'returns.number': '请填整数',
  'returns.number_high': '数字太大，请核对',
  'returns.choose_day': '请选一个日期',
  'returns.choose': '请选一项',
  'returns.say_why': '请写明原因',
  'returns.rate_each': '这一项还没选',
  'returns.beds_missing': '有房间，就要写可住几人',
  'returns.not_here': '这类场所没有这一页',
  'returns.not_here_text': '工地自评只用于工地，分批返岗只用于企业和工地。',
  'returns.reason': '原因',
  'returns.reason_hint': '退回时必填，对方能看到',
  'returns.to_place': '看这家场所',
}

export const en = {
  'returns.key': 'This page is too old; reload it and fill it in again',
  'returns.number': 'Type a whole number',
  'returns.number_high': 'That is too large; look again',
  'returns.choose_day': 'Choose a day',
  'returns.choose': 'Choose one',
  'returns.say_why': 'Say why',
  'returns.rate_each': 'Not answered yet',
  'returns.beds_missing': 'Say how many people the rooms hold',
  'returns.not_here': 'This kind of place has no such page',
  'returns.not_here_text': 'Sites rate themselves; enterprises and sites plan batches.',
  'returns.reason': 'Why',
  'returns.reason_hint': 'Needed when sending back; they can read it',
  'returns.to_place': 'See the place',
} satisfies Record<keyof typeof zh, string>
