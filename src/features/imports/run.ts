// Writes an import step by step: opens the lines, judges them again by today's rules, makes the rows.
import { newPlaceCode } from '../../shared/place-code'
import { contactColumns, gramsOf } from '../places'
import { foldName } from '../places/rules'
import { rulebookInForce } from '../rulebook'
import { openCells, type Run } from './cells'
import type { Town } from './check'
import { type GoodPlace, judgeArea, judgeDepartment, placeJudge } from './form'
import { rosterStep } from './roster'
import { folded, sheetOf } from './rules'
import {
  type Ahead,
  type AreaRow,
  finishImport,
  linesAhead,
  type PlaceRow,
  type Running,
  runningImport,
  runningImports,
  type Step,
  sameNamed,
  writeStep,
} from './store-run'
import { type Areas, areasOf, townOf } from './town'

type Opened = { line: number; cells: string[] }[]

const emptyStep = (lines: Opened): Step => ({
  through: lines.at(-1)?.line ?? 0,
  lines: lines.length,
  places: [],
  known: [],
  areas: [],
  madeAreas: 0,
  refused: [],
})

const sameAs = (a: PlaceRow, b: { areaPath: string; folded: string; address: string }): boolean =>
  a.areaPath === b.areaPath && a.folded === b.folded && foldName(a.address) === foldName(b.address)

async function placeStep(run: Run, lines: Opened, town: Town, lastId: number): Promise<Step> {
  const judge = placeJudge(town)
  const step = emptyStep(lines)
  const made: { row: PlaceRow; place: GoodPlace }[] = []
  for (const { line, cells } of lines) {
    const judged = judge(cells)
    const village = judged.ok ? judged.value.village : null
    if (judged.ok && village) {
      const at = { line, id: lastId + made.length + 1, village, run }
      made.push({ row: placeRow(judged.value, at), place: judged.value })
    } else {
      const error = judged.ok ? 'village:imports.village_unknown' : `${judged.field}:${judged.code}`
      step.refused.push({ line, error })
    }
  }
  const there = await sameNamed(
    run.db,
    made.map(({ row }) => row),
  )
  for (const { row, place } of made) {
    const same = there.find((each) => sameAs(row, each))
    if (same) step.known.push({ line: row.line, placeId: same.id })
    else {
      const { keeper: name, phone } = place
      const contact = await contactColumns(run.keys, row.id, { name, phone })
      step.places.push({ ...row, contact })
    }
  }
  return step
}

function placeRow(
  place: GoodPlace,
  at: { line: number; id: number; village: { id: number; path: string }; run: Run },
): PlaceRow {
  const { name, kind, trade, address, opensAt, closesAt, contractor } = place
  return {
    line: at.line,
    id: at.id,
    code: newPlaceCode(at.run.random),
    kind,
    name,
    folded: foldName(name),
    trade,
    address,
    areaId: at.village.id,
    areaPath: at.village.path,
    opensAt,
    closesAt,
    contractor: contractor || null,
    contact: [null, null, null],
    grams: gramsOf(name),
  }
}

function areaStep(lines: Opened, areas: Areas, lastId: number): Step {
  const step = emptyStep(lines)
  const all = [...areas.all]
  let id = lastId
  const add = (parent: { id: number; path: string }, level: AreaRow['level'], names: string[]) => {
    const [name = '', nameEn = ''] = names
    const there = all.find(
      (each) => each.parentId === parent.id && folded(each.name) === folded(name),
    )
    if (there) return there
    id += 1
    const made = { id, parentId: parent.id, level, name, nameEn, path: `${parent.path}${id}/` }
    step.areas.push(made)
    all.push(made)
    return made
  }
  for (const { cells } of lines) {
    const judged = judgeArea(cells)
    if (!judged.ok || !areas.root) continue
    const { district, districtEn, village, villageEn } = judged.value
    const before = step.areas.length
    const parent = add(areas.root, 'district', [district, districtEn || district])
    if (village !== '') add(parent, 'village', [village, villageEn || village])
    if (step.areas.length > before) step.madeAreas += 1
  }
  return step
}

/** Lines of one sheet: areas are there before the places that stand in them. */
const oneSheet = (rows: Ahead['rows']): Ahead['rows'] => {
  const first = rows[0] && sheetOf(rows[0].line)
  return rows.filter(({ line }) => sheetOf(line) === first)
}

/** One step; false when the import is finished, or was taken back. */
async function stepOn(run: Run, running: Running): Promise<boolean> {
  const ahead = await linesAhead(run.db, running)
  const rows = oneSheet(ahead.rows)
  const [first] = rows
  if (!first) {
    await finishImport(run.db, running, run.now)
    return false
  }
  const lines = await Promise.all(
    rows.map(async (row) => ({
      line: row.line,
      cells: await openCells(run.keys, running.id, row),
    })),
  )
  const book = await rulebookInForce(run.db, run.now)
  const areas = await areasOf(run.db)
  const sheet = sheetOf(first.line)
  if (sheet === 'roster') {
    await rosterStep(run, running, lines, { book, areas: areas.all })
    return true
  }
  const refused = lines.flatMap(({ line, cells }) => {
    const judged = judgeDepartment(book, cells)
    return judged.ok ? [] : [{ line, error: `${judged.field}:${judged.code}` }]
  })
  const step =
    sheet === 'places'
      ? await placeStep(
          run,
          lines,
          townOf(book, areas, () => true),
          ahead.lastPlace,
        )
      : sheet === 'areas'
        ? areaStep(lines, areas, ahead.lastArea)
        : { ...emptyStep(lines), refused }
  await writeStep(run.db, running, step, run.now)
  return true
}

/** A whole import of 10,000 lines, and then some. */
const MOST_STEPS = 80
const MOST_FAILURES = 3

/** Lets the answer out, and whoever else is waiting in: what runs here is mostly arithmetic. */
const breathe = (): Promise<void> => new Promise((go) => setTimeout(go, 10))

/** Writes an import to its end, from wherever it stands. A step whose ids were taken meanwhile is made again. */
export async function runImport(run: Run, id: number): Promise<void> {
  let failures = 0
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    await breathe()
    const running = await runningImport(run.db, id)
    if (!running) return
    try {
      if (!(await stepOn(run, running))) return
      failures = 0
    } catch (error) {
      failures += 1
      if (failures >= MOST_FAILURES) throw error
    }
  }
}

/** The work of every minute: goes on with what was cut off. */
export async function continueImports(run: Run): Promise<void> {
  for (const { id } of await runningImports(run.db)) await runImport(run, id)
}
