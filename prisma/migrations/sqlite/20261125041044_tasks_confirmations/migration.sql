-- CreateTable
CREATE TABLE "Task" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "addressee" TEXT NOT NULL,
    "officeId" TEXT,
    "partyId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "caseId" TEXT,
    "status" TEXT NOT NULL,
    "facts" BLOB NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "dueAt" BIGINT,
    "doneAt" BIGINT
);

-- CreateTable
CREATE TABLE "Confirmation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "codeIndex" TEXT NOT NULL,
    "partyId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "body" BLOB NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "expiresAt" BIGINT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Task_number_key" ON "Task"("number");

-- CreateIndex
CREATE INDEX "Task_partyId_idx" ON "Task"("partyId");

-- CreateIndex
CREATE INDEX "Task_officeId_status_idx" ON "Task"("officeId", "status");

-- CreateIndex
CREATE INDEX "Task_status_dueAt_idx" ON "Task"("status", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Confirmation_codeIndex_key" ON "Confirmation"("codeIndex");

-- CreateIndex
CREATE INDEX "Confirmation_partyId_idx" ON "Confirmation"("partyId");
