/** How this conversation is answered: mode, model, language, strictness, general knowledge. */
import { SlidersHorizontal } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { ConversationSettings, GeneratorChoice } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { generatorKey, generatorName, useGenerators } from '../../../state/index.ts';
import { IconButton, Select, Switch } from '../../../ui/index.ts';
import css from './box.module.css';

interface AnswerSettingsProps {
  settings: ConversationSettings;
  hasModel: boolean;
  onChange(patch: Partial<ConversationSettings>): void;
}

export function AnswerSettings({ settings, hasModel, onChange }: AnswerSettingsProps) {
  const { t } = useWords();
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton size="small" icon={SlidersHorizontal} label={t('chat.settings.label')} side="top" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={css.popover} side="top" align="start" sideOffset={6} collisionPadding={8} aria-label={t('chat.settings.label')}>
          <div className={css.field}>
            <span>{t('chat.settings.mode')}</span>
            <Select
              label={t('chat.settings.mode')}
              value={settings.mode}
              options={[
                { value: 'auto', label: t('chat.settings.auto') },
                { value: 'extractive', label: t('chat.settings.extractive') },
              ]}
              onChange={(mode) => onChange({ mode })}
            />
          </div>
          {hasModel && settings.mode === 'auto' && <ModelField chosen={settings.generator} onChange={(generator) => onChange({ generator })} />}
          <div className={css.field}>
            <span>{t('chat.settings.language')}</span>
            <Select
              label={t('chat.settings.language')}
              value={settings.language}
              options={[
                { value: 'auto', label: t('chat.settings.languageAuto') },
                { value: 'hr', label: t('chat.settings.hr') },
                { value: 'en', label: t('chat.settings.en') },
              ]}
              onChange={(language) => onChange({ language })}
            />
          </div>
          {hasModel && settings.mode === 'auto' && (
            <div className={css.field}>
              <span>
                {t('chat.settings.strict')}
                <small>{t('chat.settings.strictNote')}</small>
              </span>
              <Switch label={t('chat.settings.strict')} checked={settings.strictness === 'strict' && !settings.generalKnowledge} disabled={settings.generalKnowledge} onChange={(on) => onChange({ strictness: on ? 'strict' : 'normal' })} />
            </div>
          )}
          {hasModel && settings.mode === 'auto' && (
            <div className={css.field}>
              <span>
                {t('chat.settings.general')}
                <small>{t('chat.settings.generalNote')}</small>
              </span>
              <Switch label={t('chat.settings.general')} checked={settings.generalKnowledge} onChange={(generalKnowledge) => onChange({ generalKnowledge })} />
            </div>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const AS_SET = 'as-set';

/** This conversation's own model; looked for when the field is first shown. */
function ModelField({ chosen, onChange }: { chosen: GeneratorChoice | null; onChange(choice: GeneratorChoice | null): void }) {
  const { t } = useWords();
  const known = useGenerators() ?? [];
  const others = known.map(({ key, name }) => ({ value: key, label: name }));
  const value = chosen === null ? AS_SET : generatorKey(chosen);
  // What was chosen once may not be there now: it is shown all the same.
  const missing = chosen !== null && !known.some(({ key }) => key === value) ? [{ value, label: generatorName(chosen) ?? '' }] : [];
  return (
    <div className={css.field}>
      <span>{t('chat.settings.model')}</span>
      <Select
        label={t('chat.settings.model')}
        value={value}
        options={[{ value: AS_SET, label: t('chat.settings.modelAsSet') }, ...others, ...missing]}
        onChange={(key) => onChange(known.find((one) => one.key === key)?.choice ?? (key === AS_SET ? null : chosen))}
      />
    </div>
  );
}
