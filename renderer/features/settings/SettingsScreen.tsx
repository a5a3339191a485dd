import type { Settings } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { attempt, updateSettings, useHealth, useSettings } from '../../state/index.ts';
import { Checkbox, Screen, Switch } from '../../ui/index.ts';
import { Downloads } from './Downloads.tsx';
import { Folders } from './Folders.tsx';
import { HistorySetting } from './HistorySetting.tsx';
import { GeneratorSetting } from './GeneratorSetting.tsx';
import { ChoiceSetting, NumberSetting, Section, Setting } from './parts.tsx';
import styles from './Settings.module.css';

const change = (patch: Partial<Settings>): void => attempt(() => updateSettings(patch));

/** Every setting; each is kept as soon as it is changed. */
export function SettingsScreen() {
  const { t } = useWords();
  const settings = useSettings((known) => known.settings);
  return (
    <Screen title={t('settings.title')}>
      {settings && (
        <div className={styles.settings}>
          <Look settings={settings} />
          <Model settings={settings} />
          <Search settings={settings} />
          <Reading settings={settings} />
          <Downloads settings={settings} />
          <Folders />
          <Privacy settings={settings} />
        </div>
      )}
    </Screen>
  );
}

function Look({ settings }: { settings: Settings }) {
  const { t } = useWords();
  return (
    <Section title={t('settings.sections.look')}>
      <ChoiceSetting
        label={t('settings.language.label')}
        value={settings.language ?? 'system'}
        onChange={(value) => change({ language: value === 'system' ? null : value })}
        options={[
          { value: 'system', label: t('settings.language.system') },
          { value: 'hr', label: 'Hrvatski' },
          { value: 'en', label: 'English' },
        ]}
      />
      <ChoiceSetting
        label={t('settings.theme.label')}
        value={settings.theme}
        onChange={(theme) => change({ theme })}
        options={[
          { value: 'system', label: t('settings.theme.system') },
          { value: 'light', label: t('settings.theme.light') },
          { value: 'dark', label: t('settings.theme.dark') },
        ]}
      />
      <ChoiceSetting
        label={t('settings.answerLanguage.label')}
        help={t('settings.answerLanguage.help')}
        value={settings.answerLanguage}
        onChange={(answerLanguage) => change({ answerLanguage })}
        options={[
          { value: 'auto', label: t('settings.answerLanguage.auto') },
          { value: 'hr', label: t('settings.answerLanguage.hr') },
          { value: 'en', label: t('settings.answerLanguage.en') },
        ]}
      />
    </Section>
  );
}

function Model({ settings }: { settings: Settings }) {
  const { t } = useWords();
  const { generation } = settings;
  const numbers = [
    { name: 'contextTokens', min: 512, max: 131_072 },
    { name: 'maxOutputTokens', min: 32, max: 8192 },
    { name: 'firstTokenBudgetSeconds', min: 1, max: 600 },
    { name: 'timeoutSeconds', min: 10, max: 3600 },
    { name: 'idleUnloadMinutes', min: 1, max: 1440 },
  ] as const;
  const words = (name: (typeof numbers)[number]['name'] | 'temperature') => ({
    label: t(`settings.generation.${name}.label`),
    help: t(`settings.generation.${name}.help`),
    unit: t(`settings.generation.${name}.unit`),
  });
  return (
    <Section title={t('settings.sections.model')}>
      <GeneratorSetting key={JSON.stringify(settings.generator)} generator={settings.generator} />
      {settings.generator.kind !== 'none' && (
        <>
          {numbers.map(({ name, min, max }) => (
            <NumberSetting key={name} {...words(name)} value={generation[name]} min={min} max={max} onChange={(value) => change({ generation: { ...generation, [name]: value } })} />
          ))}
          <NumberSetting {...words('temperature')} value={generation.temperature} min={0} max={2} whole={false} onChange={(temperature) => change({ generation: { ...generation, temperature } })} />
          <ChoiceSetting
            label={t('settings.generation.followUps.label')}
            help={t('settings.generation.followUps.help')}
            value={generation.followUps}
            onChange={(followUps) => change({ generation: { ...generation, followUps } })}
            options={[
              { value: 'auto', label: t('settings.generation.followUps.auto') },
              { value: 'always', label: t('settings.generation.followUps.always') },
              { value: 'never', label: t('settings.generation.followUps.never') },
            ]}
          />
        </>
      )}
      {settings.generator.kind === 'local' && (
        <>
          <ChoiceSetting
            label={t('settings.generation.gpu.label')}
            value={generation.gpu}
            onChange={(gpu) => change({ generation: { ...generation, gpu } })}
            options={[
              { value: 'auto', label: t('settings.generation.gpu.auto') },
              { value: 'cpu', label: t('settings.generation.gpu.cpu') },
            ]}
          />
          <ChoiceSetting
            label={t('settings.generation.kvCache.label')}
            help={t('settings.generation.kvCache.help')}
            value={generation.kvCache}
            onChange={(kvCache) => change({ generation: { ...generation, kvCache } })}
            options={[
              { value: 'auto', label: t('settings.generation.kvCache.auto') },
              { value: 'full', label: t('settings.generation.kvCache.full') },
              { value: 'quantised', label: t('settings.generation.kvCache.quantised') },
            ]}
          />
        </>
      )}
    </Section>
  );
}

function Search({ settings }: { settings: Settings }) {
  const { t } = useWords();
  const { retrieval } = settings;
  const words = (name: 'maxSources' | 'passagesPerDocument') => ({ label: t(`settings.retrieval.${name}.label`), help: t(`settings.retrieval.${name}.help`), unit: t(`settings.retrieval.${name}.unit`) });
  return (
    <Section title={t('settings.sections.search')}>
      <NumberSetting {...words('maxSources')} value={retrieval.maxSources} min={1} max={30} onChange={(maxSources) => change({ retrieval: { ...retrieval, maxSources } })} />
      <NumberSetting {...words('passagesPerDocument')} value={retrieval.passagesPerDocument} min={1} max={20} onChange={(passagesPerDocument) => change({ retrieval: { ...retrieval, passagesPerDocument } })} />
      <Setting label={t('settings.retrieval.reranker.label')} help={t('settings.retrieval.reranker.help')}>
        <Switch label={t('settings.retrieval.reranker.label')} checked={retrieval.reranker} onChange={(reranker) => change({ retrieval: { ...retrieval, reranker } })} />
      </Setting>
    </Section>
  );
}

const OCR_LANGUAGES = ['hrv', 'eng'] as const;

function Reading({ settings }: { settings: Settings }) {
  const { t } = useWords();
  const { limits, ocr } = settings;
  const numbers = [
    { name: 'fileMegabytes', min: 1, max: 10_000, whole: true },
    { name: 'pages', min: 1, max: 100_000, whole: true },
    { name: 'libraryGigabytes', min: 0.1, max: 10_000, whole: false },
    { name: 'reserveMegabytes', min: 0, max: 100_000, whole: true },
  ] as const;
  const toggle = (language: string, on: boolean): void => {
    const languages = on ? [...ocr.languages, language] : ocr.languages.filter((one) => one !== language);
    if (languages.length > 0) change({ ocr: { ...ocr, languages } });
  };
  return (
    <>
      <Section title={t('settings.sections.reading')}>
        <Setting label={t('settings.ocr.label')} help={t('settings.ocr.help')}>
          <Switch label={t('settings.ocr.label')} checked={ocr.enabled} onChange={(enabled) => change({ ocr: { ...ocr, enabled } })} />
        </Setting>
        {ocr.enabled && (
          <Setting label={t('settings.ocr.languages')}>
            {OCR_LANGUAGES.map((language) => (
              <span key={language} className={styles.choice}>
                <Checkbox label={t(`settings.ocr.${language}`)} checked={ocr.languages.includes(language)} onChange={(on) => toggle(language, on)} />
                {t(`settings.ocr.${language}`)}
              </span>
            ))}
          </Setting>
        )}
      </Section>
      <Section title={t('settings.sections.limits')}>
        {numbers.map(({ name, ...range }) => (
          <NumberSetting
            key={name}
            label={t(`settings.limits.${name}.label`)}
            help={t(`settings.limits.${name}.help`)}
            unit={t(`settings.limits.${name}.unit`)}
            value={limits[name]}
            {...range}
            onChange={(value) => change({ limits: { ...limits, [name]: value } })}
          />
        ))}
      </Section>
    </>
  );
}

function Privacy({ settings }: { settings: Settings }) {
  const { t } = useWords();
  const dataDir = useHealth(({ info }) => info?.dataDir);
  return (
    <Section title={t('settings.sections.privacy')}>
      <Setting label={t('settings.privacy.remote.label')} help={t('settings.privacy.remote.help')}>
        <Switch label={t('settings.privacy.remote.label')} checked={settings.allowRemoteEndpoint} onChange={(allowRemoteEndpoint) => change({ allowRemoteEndpoint })} />
      </Setting>
      <Setting label={t('settings.privacy.updates.label')} help={t('settings.privacy.updates.help')}>
        <Switch label={t('settings.privacy.updates.label')} checked={settings.checkForUpdates} onChange={(checkForUpdates) => change({ checkForUpdates })} />
      </Setting>
      <HistorySetting history={settings.runHistory} />
      {dataDir !== undefined && (
        <Setting label={t('settings.privacy.data')}>
          <span className={styles.mono}>{dataDir}</span>
        </Setting>
      )}
    </Section>
  );
}
