// What `public/worker/` may call. TypeScript's own library describes workers of every kind, and gives those
// of services only as a type.

/** The viewer's files. The press writes this line. */
declare const SHELL: string[];
declare const registration: ServiceWorkerRegistration;
declare const clients: Clients;
declare function skipWaiting(): Promise<void>;
declare function addEventListener<Type extends keyof ServiceWorkerGlobalScopeEventMap>(
  type: Type,
  listener: (event: ServiceWorkerGlobalScopeEventMap[Type]) => void,
): void;
