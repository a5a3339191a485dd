/** How this conversation is answered: mode, language, general knowledge. */
import { SlidersHorizontal } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { ConversationSettings } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
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
          {hasModel && (
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
