export { initSync, __wbg_init as default };
