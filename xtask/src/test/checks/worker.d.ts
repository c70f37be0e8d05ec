// What `public/worker/` may call. TypeScript's own library describes workers of every kind, and gives those
// of services only as a type.

// The press writes these before the worker: `press/src/viewer_files/names.rs`.

/** The viewer's files: style sheet, script, WebAssembly. */
declare const SHELL: string[];
/** The version of the published format. */
declare const FORMAT_VERSION: number;

// Names of files and folders, from the site's root: `article/src/site_files.rs`.
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
declare const TASK_VISITED: string;
declare const TASK_TELL: string;
declare const TASK_KEEP: string;
declare const TASK_STOP: string;
declare const TASK_FORGET: string;
declare const STATE_NONE: string;
declare const STATE_KEEPING: string;
declare const STATE_STOPPED: string;
declare const STATE_FULL: string;
declare const STATE_KEPT: string;

// What browsers give to service workers.
declare const registration: ServiceWorkerRegistration;
declare const clients: Clients;
declare function skipWaiting(): Promise<void>;
declare function addEventListener<Type extends keyof ServiceWorkerGlobalScopeEventMap>(
  type: Type,
  listener: (event: ServiceWorkerGlobalScopeEventMap[Type]) => void,
): void;
