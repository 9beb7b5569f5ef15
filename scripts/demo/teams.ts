// The teams of bulletin 22: headquarters, the leading group with its three groups, the service team, seven
// inspection teams, those for the sites, and the joint team of 13 people over 5 districts and 6 departments.
import { DEMO_ACCOUNTS } from '../../src/features/accounts/seed'
import type { TeamRole } from '../../src/features/teams/tables'
import { idOf } from './accounts'
import { AREAS, areaNamed, VILLAGES } from './areas'
import { RESIDENTS, type Resident, resident } from './people'

/** Ids of the officers nobody can sign in as. */
const OFFICERS_FROM = 500
/** Between those who keep places and those who work at them. */
const RESIDENTS_FROM = RESIDENTS + 700

const DEPARTMENTS = ['market', 'police', 'health', 'education', 'commerce', 'enforcement']
const DISTRICTS = AREAS.filter(({ level }) => level === 'district')
/** 13 in all; one of them can be signed in as. */
const JOINT = [3, 3, 3, 2, 2]
const PATROL = { account: 'patrol', district: '二片区', n: 1 }
const CHECK_TEAMS = '第一 第二 第三 第四 第五 第六 第七'.split(' ')

export interface DemoOfficer extends Resident {
  id: number
  areaId: number
  areaPath: string
}

export interface DemoTeam {
  id: number
  kind: string
  name: string
  parentId: number | null
  areaId: number
  areaPath: string
}

export interface DemoMember {
  teamId: number
  /** Null: by name only. */
  officer: Joining | null
  name: string
  department: string
  role: TeamRole
}

type Joining = Pick<DemoOfficer, 'id' | 'name'>

/** One of the accounts that can be signed in as. */
const demoAccount = (name: string): Joining => ({
  id: idOf(name),
  name: DEMO_ACCOUNTS.find((each) => each.name === name)?.displayName ?? '',
})

class Office {
  readonly officers: DemoOfficer[] = []
  readonly teams: DemoTeam[] = []
  readonly members: DemoMember[] = []
  readonly #town = areaNamed('峡窝镇')

  officer(area = this.#town): DemoOfficer {
    const n = this.officers.length
    const made = { id: OFFICERS_FROM + n, areaId: area.id, areaPath: area.path }
    this.officers.push({ ...resident(RESIDENTS_FROM + n), ...made })
    return this.officers[n] ?? this.officer(area)
  }

  team(kind: string, name: string, parent: DemoTeam | null, area = this.#town): DemoTeam {
    const team = {
      id: this.teams.length + 1,
      kind,
      name,
      parentId: parent?.id ?? null,
      areaId: area.id,
      areaPath: area.path,
    }
    this.teams.push(team)
    return team
  }

  join(team: DemoTeam, officer: Joining, role: TeamRole = 'member', department = ''): void {
    this.members.push({ teamId: team.id, officer, name: officer.name, department, role })
  }

  /** Somebody without an account. */
  name(team: DemoTeam, n: number): void {
    const { name } = resident(RESIDENTS_FROM + 200 + n)
    this.members.push({ teamId: team.id, officer: null, name, department: '', role: 'member' })
  }
}

function leadEnterprises(office: Office, top: DemoTeam, liaisons: DemoOfficer[]): void {
  const lead = office.team('enterprise_lead', '企业疫情防控及复工复产工作领导小组', top)
  office.join(lead, office.officer(), 'leader')
  office.join(lead, office.officer(), 'deputy')
  const groups = [
    office.team('coordination', '综合协调组', lead),
    office.team('prevention', '疫情防控组', lead),
    office.team('service', '服务指导组', lead),
  ] as const
  for (const [i, group] of groups.entries()) {
    office.join(group, office.officer(), 'leader')
    office.name(group, 2 * i)
    office.name(group, 2 * i + 1)
  }
  const service = office.team('service_team', '企业服务专班', groups[2])
  // 抽调 10 多名工作人员
  for (const [i, officer] of liaisons.slice(0, 12).entries())
    office.join(service, officer, i === 0 ? 'leader' : 'member', 'industry')
  for (const [i, name] of CHECK_TEAMS.entries()) {
    const team = office.team('enterprise_check', `${name}检查小组`, groups[1])
    office.join(team, office.officer(), 'leader', 'industry')
    office.name(team, 10 + i)
  }
}

function watchSites(office: Office, top: DemoTeam): void {
  for (const [kind, name] of [
    ['site_resident', '驻场监管组'],
    ['site_patrol', '巡查指导组'],
  ] as const) {
    const team = office.team(kind, name, top)
    for (let n = 0; n < 4; n++) {
      // Sites are due from six in the morning, shops from nine: the patrol has something to do at most hours.
      const known = kind === 'site_patrol' && n === 3
      const officer = known ? demoAccount(PATROL.account) : office.officer()
      office.join(team, officer, n === 0 ? 'leader' : 'member', 'construction')
    }
  }
}

function joinForShops(office: Office, top: DemoTeam): void {
  const shops = office.team('shops', '沿街门店疫情防控工作组', top)
  office.join(shops, office.officer(), 'leader', 'enforcement')
  office.join(shops, demoAccount('clerk'))
  let next = 0
  for (const [i, district] of DISTRICTS.entries()) {
    const team = office.team('joint', `联合巡查队（${district.name}）`, shops, district)
    for (let n = 0; n < (JOINT[i] ?? 0); n++, next++)
      office.join(
        team,
        district.name === PATROL.district && n === PATROL.n
          ? demoAccount(PATROL.account)
          : office.officer(district),
        n === 0 ? 'leader' : 'member',
        DEPARTMENTS[next % DEPARTMENTS.length],
      )
  }
}

/** The same every time. The officer of each village looks after its places. */
export function teamsOfTown(): Pick<Office, 'officers' | 'teams' | 'members'> & {
  liaisons: DemoOfficer[]
} {
  const office = new Office()
  const liaisons = VILLAGES.map((village) => office.officer(village))
  const top = office.team('headquarters', '峡窝镇疫情防控指挥部', null)
  office.join(top, office.officer(), 'leader')
  office.join(top, office.officer(), 'deputy')
  leadEnterprises(office, top, liaisons)
  watchSites(office, top)
  joinForShops(office, top)
  return { officers: office.officers, teams: office.teams, members: office.members, liaisons }
}
