/** What a child inherits of our environment: only what programs need to run at all. */

const ALLOWED = new Set(
  [
    'PATH HOME USER LOGNAME TMPDIR TEMP TMP LANG LC_ALL LC_CTYPE TZ',
    'USERPROFILE SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT APPDATA LOCALAPPDATA PROGRAMDATA NUMBER_OF_PROCESSORS PROCESSOR_ARCHITECTURE',
    'XDG_RUNTIME_DIR CUDA_VISIBLE_DEVICES VK_ICD_FILENAMES VK_DRIVER_FILES',
    'OMP_NUM_THREADS OPENBLAS_NUM_THREADS',
  ].flatMap((names) => names.split(' ')),
);

/** The child's environment: the allowed part of `inherited`, then `own` on top. */
export function childEnvironment(inherited: NodeJS.ProcessEnv, own: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(inherited)) {
    if (value !== undefined && ALLOWED.has(name.toUpperCase())) kept[name] = value;
  }
  return { ...kept, ...own };
}
