/** An MRI of the brain as it is sent, with one target lesion: two of them make a response. */
export const brainMri = (occurredOn: string, value: number) => ({
  kind: 'ImagingStudyReported' as const,
  occurredOn,
  modality: 'mri',
  regions: ['brain'],
  contrast: true,
  lesions: [
    {
      lesionId: 't1',
      site: 'brain-parenchyma',
      kind: 'non-nodal',
      role: 'target',
      state: 'measured',
      longestDiameter: { value, unit: 'mm' },
      perpendicularDiameter: { value: value / 2, unit: 'mm' },
    },
  ],
});
