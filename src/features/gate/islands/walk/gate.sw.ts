// The gate without network: the page of one place, out of what the phone has kept.
import { keepShell } from '../../../../islands/shell'

/** Put in by the build. */
declare const BUILD: string
declare const FILES: string[]

keepShell({
  name: 'gate',
  build: BUILD,
  shell: '/gate/offline',
  files: FILES,
  opens: [/^\/keep\/[0-9a-z-]{7,9}\/gate\/?$/i],
})
