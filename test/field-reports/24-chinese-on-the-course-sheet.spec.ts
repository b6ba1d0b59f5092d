import request from 'supertest';
import { startApp, type TestApp } from '../support/app';
import { describeWithShared, sendReport } from '../support/field-reports';
import { POPPLER, sheetOf, textOf } from '../support/pdf';

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.close());

const sheet = async (patientId: string, lang: string): Promise<string> =>
  textOf(await sheetOf(server.url, patientId, { on: '2024-03-10', lang })).replace(/ /g, '');

const asked = async (patientId: string, question: string, decision: string): Promise<void> => {
  await request(server.url).post('/v1/patients').send({ patientId }).expect(201);
  await request(server.url)
    .post(`/v1/patients/${patientId}/decisions`)
    .send({ on: '2024-03-05', question, decision })
    .expect(201);
};

const reading = POPPLER ? describe : describe.skip;

describeWithShared('field-reports/24-chinese-on-the-course-sheet', 'the sheet of fr-24', () => {
  it('prints gadolinium, delirium and retention of urine', async () => {
    for (const answer of await sendReport(server.url, '24-chinese-on-the-course-sheet'))
      expect(answer.status).toBeLessThan(300);
    if (!POPPLER) return;
    const text = await sheet('fr-24', 'zh-CN');
    expect(text).toContain('钆增强MRI示软脑膜强化');
    expect(text).toContain('复查钆增强MRI');
    expect(text).toContain('谵妄');
    expect(text).toContain('癃闭');
    expect(text).not.toContain('?');
    expect(text).not.toContain('□');
  });
});

reading('signs of other questions', () => {
  it('are printed in every language: rare signs of oncology, in both weights', async () => {
    await asked('rare', '铥激光、镥-177 治疗后癃闭、谵妄、瘭疽？', '予胲类药物，观察踹部');
    for (const lang of ['en', 'de', 'zh-CN']) {
      const text = await sheet('rare', lang);
      expect(text).toContain('镥-177治疗后癃闭、谵妄、瘭疽？');
      expect(text).toContain('予胲类药物，观察踹部');
      expect(text).not.toContain('□');
    }
  });

  it('keep a letter in the text after it was printed as part of another', async () => {
    await asked('parts', 'Über Ödem, Ärzte: Ñ Ç É Š Ž Ő?', 'Nein');
    expect(await sheet('parts', 'de')).toContain('ÜberÖdem,Ärzte:ÑÇÉŠŽŐ?');
    await asked('whole', 'U O A N C E S Z', 'MRI');
    expect(await sheet('whole', 'en')).toContain('UOANCESZ');
  });

  it('are shown by their code point and counted where no font has them', async () => {
    await asked('none', 'Gait \u{1F6B6} or \u{1F9E0}?', 'MRI');
    const text = await sheet('none', 'en');
    expect(text).toContain('Gait□U+1F6B6or□U+1F9E0?');
    expect(text).toContain('2signshavenoglyphhere');
    expect(await sheet('none', 'de')).toContain('2ZeichenohneSchriftbild');
    expect(await sheet('none', 'zh-CN')).toContain('2个字符无字形可印');
  });
});
