// The globals of `public/worker/`. TypeScript's library declares the globals of dedicated workers, and those of service
// workers only as a type.

/** The viewer's files, declared by the press. */
declare const SHELL: string[];
declare const registration: ServiceWorkerRegistration;
declare const clients: Clients;
declare function skipWaiting(): Promise<void>;
declare function addEventListener<Type extends keyof ServiceWorkerGlobalScopeEventMap>(
  type: Type,
  listener: (event: ServiceWorkerGlobalScopeEventMap[Type]) => void,
): void;
