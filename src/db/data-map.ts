// The data map: every column of the database, why it is there, who reads it, how long it stays.
import { accountsData } from '../features/accounts/data-map'
import { applicationsData } from '../features/applications/data-map'
import { auditData } from '../features/audit/data-map'
import { boardData } from '../features/board/data-map'
import { filesData } from '../features/files/data-map'
import { gateData } from '../features/gate/data-map'
import { importsData } from '../features/imports/data-map'
import { inspectionsData } from '../features/inspections/data-map'
import { noticesData } from '../features/notices/data-map'
import { ordersData } from '../features/orders/data-map'
import { papersData } from '../features/papers/data-map'
import { patrolsData } from '../features/patrols/data-map'
import { peopleData } from '../features/people/data-map'
import { placesData } from '../features/places/data-map'
import { pledgesData } from '../features/pledges/data-map'
import { progressData } from '../features/progress/data-map'
import { reportsData } from '../features/reports/data-map'
import { requestsData } from '../features/requests/data-map'
import { returnsData } from '../features/returns/data-map'
import { rulebookData } from '../features/rulebook/data-map'
import { switchesData } from '../features/switches/data-map'
import { teamsData } from '../features/teams/data-map'
import { visitsData } from '../features/visits/data-map'
import { watchesData } from '../features/watches/data-map'
import type { DataEntry } from './data-entry'

/** By table and column, as the schema names them. */
export const dataMap: Record<string, Record<string, DataEntry>> = {
  ...accountsData,
  ...auditData,
  ...boardData,
  ...filesData,
  ...peopleData,
  ...placesData,
  ...pledgesData,
  ...progressData,
  ...reportsData,
  ...returnsData,
  ...rulebookData,
  ...applicationsData,
  ...inspectionsData,
  ...noticesData,
  ...ordersData,
  ...papersData,
  ...patrolsData,
  ...requestsData,
  ...teamsData,
  ...switchesData,
  ...importsData,
  ...gateData,
  ...visitsData,
  ...watchesData,
}
