// The globals of `public/worker/`. TypeScript's library declares the globals of dedicated workers, and those of service
// workers only as a type.

// Declared by the press before the worker's script: `press/src/viewer_files/names.rs`.

/** The viewer's files: style sheet, script, WebAssembly. */
declare const SHELL: string[];
/** The version of the published format. */
declare const FORMAT_VERSION: number;

// Names of files and folders, relative to the site's root: `article/src/site_files.rs`.
declare const DATA: string;
declare const ARTICLE_DATA: string;
declare const MEDIA: string;
declare const VIEWER: string;
declare const INDEX: string;
declare const OFFLINE: string;
declare const DAMAGED: string;
declare const PUBLICATION: string;
declare const FILE_LIST: string;
declare const KEPT: string;
declare const PROGRESS: string;
declare const WORKER: string;

// What the viewer and the worker agree on: `src/protocol.rs`.
declare const PAGE_ATTRIBUTE: string;
declare const REQUEST_VISITED: string;
declare const REQUEST_STATUS: string;
declare const REQUEST_DOWNLOAD: string;
declare const REQUEST_STOP: string;
declare const REQUEST_DELETE: string;
declare const STATE_NOT_STARTED: string;
declare const STATE_RUNNING: string;
declare const STATE_STOPPED: string;
declare const STATE_NO_SPACE: string;
declare const STATE_COMPLETE: string;

// The globals of service workers.
/** Not known to TypeScript: https://wicg.github.io/netinfo/ */
interface WorkerNavigator {
  readonly connection?: { readonly saveData: boolean };
}
declare const registration: ServiceWorkerRegistration;
declare const clients: Clients;
declare function skipWaiting(): Promise<void>;
declare function addEventListener<Type extends keyof ServiceWorkerGlobalScopeEventMap>(
  type: Type,
  listener: (event: ServiceWorkerGlobalScopeEventMap[Type]) => void,
): void;
