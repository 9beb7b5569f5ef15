// Patrols without network: the list, and a door's code scanned with the phone's own camera.
import { keepShell } from '../../../../islands/shell'

/** Put in by the build. */
declare const BUILD: string
declare const FILES: string[]

keepShell({
  name: 'patrol',
  build: BUILD,
  shell: '/office/patrols/offline',
  files: FILES,
  opens: [/^\/office\/patrols(\/|$)/, /^\/p\/[0-9a-z-]{7,9}(\/patrol)?\/?$/i],
})
