/** What the person chose, and the secrets that go with it. */
export { createFileSecrets, type Secrets } from './secrets.ts';
export { createSettings, type SettingsRoom, settingsSchema } from './settings.ts';
