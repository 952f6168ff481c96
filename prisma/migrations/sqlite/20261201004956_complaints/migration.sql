-- CreateTable
CREATE TABLE "Complaint" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" TEXT NOT NULL,
    "partyId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "caseId" TEXT,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "body" BLOB NOT NULL,
    "openedAt" BIGINT NOT NULL,
    "updatedAt" BIGINT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Complaint_number_key" ON "Complaint"("number");

-- CreateIndex
CREATE INDEX "Complaint_partyId_idx" ON "Complaint"("partyId");

-- CreateIndex
CREATE INDEX "Complaint_status_openedAt_idx" ON "Complaint"("status", "openedAt");
