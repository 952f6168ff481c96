-- CreateTable
CREATE TABLE "WorkRecord" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "counselId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "villageCode" TEXT,
    "townCode" TEXT,
    "at" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "by" TEXT,
    "body" BLOB NOT NULL,
    "reason" BLOB
);

-- CreateIndex
CREATE UNIQUE INDEX "WorkRecord_key_key" ON "WorkRecord"("key");

-- CreateIndex
CREATE INDEX "WorkRecord_counselId_at_idx" ON "WorkRecord"("counselId", "at");

-- CreateIndex
CREATE INDEX "WorkRecord_townCode_at_idx" ON "WorkRecord"("townCode", "at");

-- CreateIndex
CREATE INDEX "WorkRecord_at_idx" ON "WorkRecord"("at");
