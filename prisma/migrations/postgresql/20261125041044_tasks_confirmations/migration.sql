-- CreateTable
CREATE TABLE "Task" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "addressee" TEXT NOT NULL,
    "officeId" TEXT,
    "partyId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "caseId" TEXT,
    "status" TEXT NOT NULL,
    "facts" BYTEA NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "dueAt" BIGINT,
    "doneAt" BIGINT,

    CONSTRAINT "Task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Confirmation" (
    "id" TEXT NOT NULL,
    "codeIndex" TEXT NOT NULL,
    "partyId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "expiresAt" BIGINT NOT NULL,

    CONSTRAINT "Confirmation_pkey" PRIMARY KEY ("id")
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
