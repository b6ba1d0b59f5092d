export { readBytes, type ReadBytes } from './encoding';
export * from './ndjson';
export * from './plan';
export * from './rows';
export { readCourseFile, COURSE_FORMAT, type CourseFile } from './published-course/course-file';
export { courseRows, inKnownOrder } from './published-course/course-rows';
export { readingSource, readSource, type SourceKind } from './read-source';
