-- CreateTable
CREATE TABLE "DoorNote" (
    "noteIndex" TEXT NOT NULL PRIMARY KEY,
    "door" TEXT NOT NULL,
    "body" BLOB NOT NULL,
    "updatedAt" BIGINT NOT NULL
);
