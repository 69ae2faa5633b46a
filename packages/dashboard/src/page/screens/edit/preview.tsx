import type { JSX } from 'preact';
import { useSignal } from '@preact/signals';
import { formatPoints } from '@loyalty-programs/core/point-labels';
import { language, t } from '../../i18n.js';
import { CustomerCard, directionOf, type Shown } from '../../ui/customer-card.js';
import { SelectField, TextField } from '../../ui/field.js';
import { languageOptions } from '../../ui/languages.js';

const COUNTS = [0, 1, 2, 5, 21, 1.5, 1_234_567];

/** What customers will see, in any language. */
export const Preview = ({ program }: { readonly program: Shown }): JSX.Element => {
  const locale = useSignal<string>(language.value);
  const balance = useSignal('1234');
  const count = Number(balance.value);
  const { pointDefinition } = program;
  return (
    <section class="panel preview" aria-labelledby="preview-title">
      <h2 id="preview-title">{t('preview.title')}</h2>
      <div class="pair">
        <SelectField
          label={t('preview.language')}
          value={locale.value}
          options={languageOptions((program.nameTranslations ?? []).map((each) => each.locale))}
          onChange={(value) => {
            locale.value = value;
          }}
        />
        <TextField
          label={t('preview.balance')}
          type="number"
          value={balance.value}
          onInput={(value) => {
            balance.value = value;
          }}
        />
      </div>
      <CustomerCard
        program={program}
        locale={locale.value}
        balance={Number.isFinite(count) ? count : 0}
        nameless={t('program.nameless')}
      />
      <table lang={locale.value} dir={directionOf(locale.value)}>
        <caption class="visually-hidden" lang={language.value}>
          {t('preview.labels')}
        </caption>
        <tbody>
          {COUNTS.map((each) => (
            <tr key={each}>
              <th scope="row">
                <bdi>{String(each)}</bdi>
              </th>
              <td>
                <bdi>{formatPoints(each, { locale: locale.value, pointDefinition })}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
