// Words of the leader's page and of the texts made from it.

export const zh = {
  'leader.title': '今天要过问 {n} 件',
  'leader.calm': '今天没有要过问的事',
  'leader.calm_text': '应查的都查了，驻场没有断班，申请、交办、整改都没有超期。',
  'leader.matter.missed': '漏查 {n} 次',
  'leader.matter.alone': '驻场断班 {n} 处',
  'leader.matter.applications': '复工申请超时 {n} 件',
  'leader.matter.notices': '交办超期 {n} 件',
  'leader.matter.orders': '整改逾期 {n} 件',
  'leader.alone_at': '{name} {time} 起无人驻场',
  'leader.of_department': '{name} {n} 件',
  'leader.notice_of': '{area} · {number}',
  'leader.orders_text': '到期没有整改、也没有回复',
  'leader.and': '、',
  'leader.and_more': ' 等，另有 {n} 项',
  'leader.urge': '催办',
  'leader.look': '去过问',
  'leader.town': '复工复产',
  'leader.change': '（{n}）',
  'leader.news': '通报文字',
  'leader.news.head': '【{town} {date} {hour} 时】',
  'leader.news.numbers':
    '企业复工 {enterprises} 家{enterprises_change}，工地返场 {returned} 处{returned_change}、施工 {working} 处{working_change}，门店营业 {shops} 家{shops_change}，登记从业人员 {workers} 人{workers_change}。',
  'leader.news.rounds': '今日镇村两级应巡查 {owed} 次，已查 {done} 次，漏查 {missed} 次；',
  'leader.news.found': '查出问题 {found} 个，已整改 {right} 个。',
  'leader.bulletin': '生成信息（简报）初稿',
  'leader.bulletin.title': '{town}疫情防控和复工复产情况',
  'leader.bulletin.note': '初稿由登记和巡查记录自动写成，发出前请核对、修改。',
  'leader.bulletin.rounds':
    '{date}，{town}对辖区 {sites} 处施工区域巡查 {site_rounds} 次，对 {shops} 家营业门店巡查 {shop_rounds} 次，对负面清单门店及未允许开业的门店等 {shut} 处巡查整治 {shut_rounds} 次，对 {enterprises} 家复工企业现场督察 {enterprise_rounds} 次。',
  'leader.bulletin.found': '查出问题 {found} 个，已整改 {right} 个。',
  'leader.bulletin.missed': '漏查 {n} 次，已列入催办。',
  'leader.bulletin.numbers':
    '截至 {date} {hour} 时，{town}已有 {enterprises} 家企业复工生产，{returned} 处工地人员返场，{working} 处开始施工作业，{shops} 家商户按下“复工键”，登记从业人员共计 {workers} 人。（{town}）',
  'leader.bulletin.copy': '初稿文字',
  'leader.back': '返回今日防控',
  'leader.definitions': '每个数字的口径',
  'leader.name.missed': '漏查',
  'leader.name.alone': '驻场断班',
  'leader.name.applications': '复工申请超时',
  'leader.name.notices': '交办超期',
  'leader.name.orders': '整改逾期',
  'leader.name.rounds': '今天巡查（已查 / 应查次数）',
  'leader.name.found': '查出问题、已整改',
  'leader.means.missed':
    '镇、村两级今天到时还没有查的次数；补查以后不再算漏查，复核未通过的巡查不算已查。',
  'leader.means.alone': '有隔离观察人员、应 24 小时驻场的工地，现在没有人在场。',
  'leader.means.applications': '已经提交、过了答复期限还没有答复的申请，按主管部门分。',
  'leader.means.notices': '过了期限还没有反馈、或者过期才反馈还没有核销的交办通知。',
  'leader.means.orders': '过了整改期限、店主还没有回复的整改通知。',
  'leader.means.rounds': '镇、村两级今天一共应查的次数，和其中已经查的次数（补查的也算）。',
  'leader.means.found':
    '今天巡查查出的问题个数（复核未通过的巡查不算）；其中当场整改的，和整改通知已经复查通过的，算已整改。',
} as const

export const en = {
  'leader.title': 'To ask about today: {n}',
  'leader.calm': 'Nothing to ask about today',
  'leader.calm_text':
    'Every round owed so far was made, no site is alone, and no application, notice or order is overdue.',
  'leader.matter.missed': 'Rounds missed: {n}',
  'leader.matter.alone': 'Sites without a resident: {n}',
  'leader.matter.applications': 'Applications overdue: {n}',
  'leader.matter.notices': 'Notices overdue: {n}',
  'leader.matter.orders': 'Orders overdue: {n}',
  'leader.alone_at': '{name}, nobody there since {time}',
  'leader.of_department': '{name} {n}',
  'leader.notice_of': '{area} · {number}',
  'leader.orders_text': 'past their time, neither put right nor answered',
  'leader.and': ', ',
  'leader.and_more': ' and {n} more',
  'leader.urge': 'Remind',
  'leader.look': 'Ask',
  'leader.town': 'The town reopening',
  'leader.change': ' ({n})',
  'leader.news': 'Text of the day',
  'leader.news.head': '[{town}, {date}, {hour}:00] ',
  'leader.news.numbers':
    '{enterprises} enterprises resumed{enterprises_change}, {returned} sites with people back{returned_change}, {working} working{working_change}, {shops} shops open{shops_change}, {workers} workers registered{workers_change}. ',
  'leader.news.rounds':
    'Rounds of town and villages today: {owed} owed, {done} done, {missed} missed; ',
  'leader.news.found': '{found} things found wrong, {right} put right.',
  'leader.bulletin': 'Draft of a bulletin',
  'leader.bulletin.title': 'How {town} keeps safe and reopens',
  'leader.bulletin.note':
    'The draft is written from the records by itself. Please check and change it before it goes out.',
  'leader.bulletin.rounds':
    'On {date}, {town} made {site_rounds} rounds of {sites} construction areas, {shop_rounds} of {shops} open shops, {shut_rounds} of {shut} places that must be shut, and {enterprise_rounds} of {enterprises} enterprises that resumed. ',
  'leader.bulletin.found': '{found} things were found wrong, {right} are put right. ',
  'leader.bulletin.missed': '{n} rounds were missed and are being urged.',
  'leader.bulletin.numbers':
    'As of {hour}:00 on {date}, {town} has {enterprises} enterprises producing again, {returned} sites people are back at, {working} of them working, {shops} shops open and {workers} workers registered. ({town})',
  'leader.bulletin.copy': 'Text of the draft',
  'leader.back': 'Back to today',
  'leader.definitions': 'What each number counts',
  'leader.name.missed': 'Rounds missed',
  'leader.name.alone': 'Without a resident',
  'leader.name.applications': 'Applications overdue',
  'leader.name.notices': 'Notices overdue',
  'leader.name.orders': 'Orders overdue',
  'leader.name.rounds': 'Rounds today (done / owed)',
  'leader.name.found': 'Found wrong, put right',
  'leader.means.missed':
    'Rounds of both levels past their time today and not made; once made up they are no longer missed, and a refused round counts for nothing.',
  'leader.means.alone':
    'Sites with people under observation that need somebody there day and night and have nobody now.',
  'leader.means.applications':
    'Handed in and not answered by their day, by the department that answers.',
  'leader.means.notices': 'Not reported by their day, or reported late and not closed yet.',
  'leader.means.orders': 'Past their time and not answered by the keeper.',
  'leader.means.rounds':
    'All rounds owed today by town and villages, and how many are made, late ones included.',
  'leader.means.found':
    'Things the rounds of today found wrong, refused rounds left out; those put right on the spot or passed at the recheck count as put right.',
} satisfies Record<keyof typeof zh, string>
