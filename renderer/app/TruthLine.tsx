import type { GeneratorChoice } from '../../electron/contract/index.ts';
import { useWords } from '../i18n/index.ts';
import { go, useConnection, useHealth, useLibrary, useSettings } from '../state/index.ts';
import { Dot, toneOf } from '../ui/index.ts';
import { indexed } from './indexed.ts';
import styles from './TruthLine.module.css';

/** A file's name without folder and ending; an endpoint's model by its name. */
function modelName(generator: GeneratorChoice): string | null {
  if (generator.kind === 'none') return null;
  if (generator.kind === 'endpoint') return generator.model;
  return (generator.path.split(/[\\/]/).at(-1) ?? '').replace(/\.gguf$/i, '');
}

const SERVICES = ['engine', 'chroma', 'inference'] as const;

const isLoopback = (url: string): boolean => /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|\/|$)/.test(url);

/** The truth at a glance: does text leave the machine, how far is the index, which model answers; a dot for each service. */
export function TruthLine() {
  const { t, format } = useWords();
  const health = useHealth((state) => state.health);
  const settings = useSettings((state) => state.settings);
  const active = health?.index?.embedders.find((embedder) => embedder.active);
  const generator = settings?.generator ?? { kind: 'none' };
  const remote = settings?.allowRemoteEndpoint === true && generator.kind === 'endpoint' && !isLoopback(generator.baseUrl);
  const name = modelName(generator);
  const lost = useConnection(({ state }) => state === 'lost');
  const stats = useLibrary((library) => library.stats);
  const index = active ? [t('app.truth.index', { percent: format.percent(indexed(active.coverage, stats)) })] : [];
  const model = name === null ? t('app.truth.noModel') : t('app.truth.model', { name });
  const lines = lost ? [[t('app.truth.lost')]] : remote ? [[t('app.truth.remote')], [...index, model]] : [[t('app.truth.offline'), ...index], [model]];
  const words = lines.flat();
  return (
    <button type="button" className={styles.line} title={words.join(' · ')} aria-label={`${words.join(' · ')}. ${t('app.truth.open')}`} onClick={() => go({ screen: 'health' })}>
      <span className={styles.dots}>
        {/* Their place is kept before anything is known of them. */}
        {SERVICES.map((name) => {
          const service = health?.services.find((one) => one.name === name);
          return <Dot key={name} tone={lost || service === undefined ? 'idle' : toneOf(service.state)} />;
        })}
      </span>
      <span className={styles.lines}>
        {lines.map((line) => (
          <span key={line.join()} className={styles.text}>
            {line.join(' · ')}
          </span>
        ))}
      </span>
    </button>
  );
}
