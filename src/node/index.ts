/** What the adapters use of this machine. The editor loads it when somebody needs the course, and not before. */
export { loadAuthoring } from './authoring/load-authoring';
export { createNodeApp } from './create-node-app';
export { diskFolder } from './disk-folder';
export { personalFolders, surroundings } from './surroundings';
