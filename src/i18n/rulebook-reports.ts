// What the page of rules says of daily reports, duty rosters and accidents.

export const zh = {
  'rules.reports.daily': '日报告',
  'rules.reports.due': '每天几点前报',
  'rules.reports.late': '更正',
  'rules.reports.correct': '当天 24:00 前可以更正，更正留痕',
  'rules.reports.duty': '24 小时值班',
  'rules.reports.posts': '领导带班的关键岗位',
  'rules.reports.none': '没有',
  'rules.reports.stop': '停产事由',
  'rules.reports.accidents': '要立即上报的事故',
} as const

export const en: Record<keyof typeof zh, string> = {
  'rules.reports.daily': 'Daily report',
  'rules.reports.due': 'Due at',
  'rules.reports.late': 'Corrections',
  'rules.reports.correct': 'until midnight; what was before stays visible',
  'rules.reports.duty': 'On duty day and night',
  'rules.reports.posts': 'Key posts with a leader on shift',
  'rules.reports.none': 'none',
  'rules.reports.stop': 'Why production may stop',
  'rules.reports.accidents': 'Accidents to report at once',
}
