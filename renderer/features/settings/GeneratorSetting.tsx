import { useState } from 'react';
import type { GeneratorChoice } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { attempt, note, updateSettings } from '../../state/index.ts';
import { bridge, client } from '../../transport/index.ts';
import { Button, TextField } from '../../ui/index.ts';
import { ChoiceSetting, Setting } from './parts.tsx';
import styles from './Settings.module.css';

type Kind = GeneratorChoice['kind'];

const isUrl = (text: string): boolean => /^https?:\/\/[^\s/]+/.test(text);

/** Who writes the answers: nobody, a file, a server. */
export function GeneratorSetting({ generator }: { generator: GeneratorChoice }) {
  const { t } = useWords();
  const [kind, setKind] = useState<Kind>(generator.kind);
  const save = (choice: GeneratorChoice): void =>
    attempt(async () => {
      await updateSettings({ generator: choice });
      note(t('settings.generator.saved'));
    });
  const pick = (picked: Kind): void => {
    setKind(picked);
    if (picked === 'none' && generator.kind !== 'none') save({ kind: 'none' });
  };
  return (
    <>
      <ChoiceSetting
        label={t('settings.generator.label')}
        help={t('settings.generator.help')}
        value={kind}
        onChange={pick}
        options={[
          { value: 'none', label: t('settings.generator.none') },
          { value: 'local', label: t('settings.generator.local') },
          { value: 'endpoint', label: t('settings.generator.endpoint') },
        ]}
      />
      {kind === 'local' && <LocalModel path={generator.kind === 'local' ? generator.path : ''} onSave={save} />}
      {kind === 'endpoint' && <Endpoint choice={generator.kind === 'endpoint' ? generator : { baseUrl: '', model: '' }} onSave={save} />}
    </>
  );
}

function LocalModel({ path, onSave }: { path: string; onSave(choice: GeneratorChoice): void }) {
  const { t } = useWords();
  const [text, setText] = useState(path);
  const desktop = bridge();
  const choose = (): void =>
    attempt(async () => {
      const [chosen] = (await desktop?.choosePaths('model')) ?? [];
      if (chosen !== undefined) onSave({ kind: 'local', path: chosen });
    });
  return (
    <Setting label={t('settings.generator.path')}>
      <TextField className={styles.path} label={t('settings.generator.path')} placeholder="/…/qwen2.5-7b-instruct-q4_k_m.gguf" value={text} onChange={setText} />
      {desktop && <Button onClick={choose}>{t('settings.generator.choose')}</Button>}
      <Button look="primary" disabled={text.trim() === '' || text === path} onClick={() => onSave({ kind: 'local', path: text.trim() })}>
        {t('common.save')}
      </Button>
    </Setting>
  );
}

interface Found {
  baseUrl: string;
  server: string;
  models: string[];
}

function Endpoint({ choice, onSave }: { choice: { baseUrl: string; model: string }; onSave(choice: GeneratorChoice): void }) {
  const { t } = useWords();
  const [baseUrl, setBaseUrl] = useState(choice.baseUrl);
  const [model, setModel] = useState(choice.model);
  const [key, setKey] = useState('');
  const [found, setFound] = useState<readonly Found[] | null>(null);
  const ready = isUrl(baseUrl.trim()) && model.trim() !== '';
  const discover = (): void => attempt(async () => setFound(await client.models.discover()));
  const save = (): void =>
    attempt(async () => {
      if (key !== '') await client.models.setEndpointKey({ baseUrl: baseUrl.trim(), key });
      setKey('');
      onSave({ kind: 'endpoint', baseUrl: baseUrl.trim(), model: model.trim() });
    });
  return (
    <div className={styles.setting}>
      <div className={styles.form}>
        <div className={styles.line}>
          <TextField className={styles.grow} label={t('settings.generator.address')} placeholder={t('settings.generator.address')} value={baseUrl} onChange={setBaseUrl} inputMode="url" />
          <TextField className={styles.grow} label={t('settings.generator.model')} placeholder={t('settings.generator.model')} value={model} onChange={setModel} />
        </div>
        <div className={styles.line}>
          <TextField className={styles.grow} label={t('settings.generator.key')} placeholder={t('settings.generator.key')} type="password" autoComplete="off" value={key} onChange={setKey} />
          <Button onClick={discover}>{t('settings.generator.discover')}</Button>
          <Button look="primary" disabled={!ready} onClick={save}>
            {t('common.save')}
          </Button>
        </div>
        <p className={styles.help}>{ready ? t('settings.generator.keyHelp') : t('settings.generator.notThere')}</p>
        {found?.length === 0 && <p className={styles.help}>{t('settings.generator.noneFound')}</p>}
        {found?.map((server) => (
          <div key={server.baseUrl} className={styles.line}>
            <span className={styles.help}>{t('settings.generator.found', { server: server.server, url: server.baseUrl })}</span>
            {server.models.map((name) => (
              <Button
                key={name}
                size="small"
                onClick={() => {
                  setBaseUrl(server.baseUrl);
                  setModel(name);
                }}
              >
                {name}
              </Button>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
