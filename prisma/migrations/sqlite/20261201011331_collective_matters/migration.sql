-- CreateTable
CREATE TABLE "Matter" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" TEXT NOT NULL,
    "officeId" TEXT,
    "status" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "body" BLOB NOT NULL,
    "openedAt" BIGINT NOT NULL,
    "updatedAt" BIGINT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Matter_number_key" ON "Matter"("number");

-- CreateIndex
CREATE INDEX "Matter_status_openedAt_idx" ON "Matter"("status", "openedAt");
