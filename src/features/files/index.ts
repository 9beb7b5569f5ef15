// The door of the files room: photos and PDFs that a place or an officer sends.
export { FileField, Thumbnail } from './field'
export { fileRoutes } from './routes'
export { sealedFile } from './sealed'
export {
  attachStatements,
  dropStatements,
  endFilesStatement,
  fileStatements,
  type ListedFile,
  listFiles,
  sweepFiles,
} from './store'
export { takeFile } from './take'
