-- CreateTable
CREATE TABLE "GroupBinding" (
    "groupIndex" TEXT NOT NULL PRIMARY KEY,
    "villageCode" TEXT NOT NULL,
    "boundAt" BIGINT NOT NULL
);
