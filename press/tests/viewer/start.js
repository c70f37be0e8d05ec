export function startViewer() {}
