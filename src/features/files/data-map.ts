// What is held about files: why, who reads it, how long. The bucket holds the files themselves.
import { type DataMap, keptFor } from '../../db/data-entry'
import type { files } from './tables'

const READERS = 'staff of the place, officers of the area, audited'
const filesRow = keptFor('with what it belongs to; a draft 30 days, an unfinished upload one hour')

export const filesData = {
  files: {
    id: filesRow('internal', 'names the file in other rows and in its address', READERS),
    key: filesRow('index', 'the same file sent again is one row', 'service'),
    placeId: filesRow('internal', 'which place it is about', READERS),
    purpose: filesRow('internal', 'which paper or finding it shows', READERS),
    subject: filesRow('internal', 'what it belongs to', READERS),
    kind: filesRow('internal', 'photo or PDF', READERS),
    bytes: filesRow('internal', 'its size', READERS),
    sha256: filesRow('index', 'the stored file is still exactly that', 'service'),
    object: filesRow('internal', 'where it lies in the bucket', 'service'),
    by: filesRow('internal', 'accountability', READERS),
    at: filesRow('internal', 'when it was sent', READERS),
    storedAt: filesRow('internal', 'nothing is half kept', 'service'),
    deletedAt: filesRow('internal', 'removed within a minute of it', 'service'),
    sealed: filesRow('internal', 'a personal document is encrypted in the bucket', 'service'),
  } satisfies DataMap<typeof files>,
}
